// The schemas of the plan document, compiled: one per part (meta, calendar, settings) and per collection.
// Which fields refer to which collection is read from x-ref, so a new collection needs no code here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/json_schema.h"

namespace sandtable {

// A field that holds the id of a record of another collection.
struct ReferenceField {
    std::vector<std::string> path;  // from the record down; "*" stands for every member or item
    std::string target;             // collection
};

struct RecordSchema {
    std::string name;
    bool isCollection = false;
    Json text;  // the schema itself, for forms and docs
    JsonSchema schema;
    std::size_t idMaxLength = 128;
    std::vector<std::string> idFrom;  // fields whose values joined by "." must give the id; empty when ids are free
    std::vector<ReferenceField> references;
};

class PlanSchemas {
public:
    // Compiled on first use, then shared; immutable.
    [[nodiscard]] static const PlanSchemas& shared();

    [[nodiscard]] const RecordSchema* part(std::string_view name) const;        // null when unknown
    [[nodiscard]] const RecordSchema* collection(std::string_view name) const;  // null when unknown
    [[nodiscard]] const std::map<std::string, RecordSchema, std::less<>>& all() const { return byName_; }

private:
    PlanSchemas();
    std::map<std::string, RecordSchema, std::less<>> byName_;
};

// ASCII letters, digits, "." "_" "-"; starts with a lower-case letter or a digit ("newCustomers" is one, "East" is not). Not what every
// object of JavaScript has a member of (isInheritedName): readers look records up by id.
[[nodiscard]] bool isRecordId(std::string_view id, std::size_t maxLength);

}  // namespace sandtable
