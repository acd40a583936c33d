// What is different between two versions of a plan document, field by field, and the patch that makes one of the other.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace sandtable {

struct Difference {
    std::string path;              // JSON pointer; a cell of a row of numbers is a place of its own
    const Json* before = nullptr;  // into the documents compared; null where there is nothing
    const Json* after = nullptr;
};

// In the order of the document. The envelope (id, version, revision) is not compared.
[[nodiscard]] std::vector<Difference> compareDocuments(const Json& before, const Json& after);

// One RFC 6902 operation per difference: each may be left out without harm to the others.
[[nodiscard]] Json patchOf(const std::vector<Difference>& differences);

}  // namespace sandtable
