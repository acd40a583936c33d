// Which version two copies of a plan last had in common, from the versions each side knows.
#pragma once

#include "base/result.h"

namespace sandtable {

// mine, theirs: [{id, parents?: [id], at?, text?}], the copy's own version first. `text`: whether somebody still has that version's
// document; when any version says so, only those count.
// {id|null, already: theirs is part of mine, forward: mine is part of theirs, candidates: [id]}: the nearest common versions, of
// which `id` is the latest (by `at`, then by id).
[[nodiscard]] Json commonAncestor(const Json& mine, const Json& theirs);

}  // namespace sandtable
