// The conflicts of one merge: listed once each, with what was chosen for them, and how many places came from which side.
#pragma once

#include <string>

#include "exchange/document_walk.h"

namespace sandtable {

struct MergeChoices {
    const Json* byPath = nullptr;  // {path: "base|mine|theirs"}; null: none
    std::string all;               // "base", "mine" or "theirs" for what byPath does not name; "" leaves it open
};

class ConflictList {
public:
    ConflictList(const Three& documents, const MergeChoices& choices) : documents_(documents), choices_(choices) {}

    // Notes that both sides changed `path` differently (a path is noted once). `source` is what says who and when.
    // Returns the choice, "" when it is open.
    std::string add(const std::string& path, const Three& place, const Three& source, Json more = Json::object());
    void count(Side side, const Three& place);

    [[nodiscard]] const Three& documents() const { return documents_; }
    // [{path, collection, id, name, field, base, mine, theirs, by: {mine, theirs}, at: {mine, theirs}, choice|null, …more}]
    [[nodiscard]] Json take() { return std::move(conflicts_); }
    // Places that changed on one side, and alike on both: {mine, theirs, both}.
    [[nodiscard]] Json taken() const;
    // Paths of byPath that no conflict asked about.
    [[nodiscard]] Json unused() const;

private:
    Three documents_;
    const MergeChoices& choices_;
    Json conflicts_ = Json::array();
    Json places_ = Json::object();  // path -> choice
    std::int64_t mine_ = 0;
    std::int64_t theirs_ = 0;
    std::int64_t both_ = 0;
};

}  // namespace sandtable
