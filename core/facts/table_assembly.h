// From a RawFile and a mapping to a FactTable: whole-file evidence on dates and decimals, typed columns, rejected rows,
// order by day. Nothing here reads bytes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "facts/mapping.h"
#include "facts/raw_file.h"
#include "facts/table.h"

namespace sandtable {

struct TableOrigin {
    TableKind table = TableKind::orders;
    std::string fileName;
    std::string currency;          // ISO 4217, of the plan; amounts in others are told. Empty: not known
    std::vector<std::string> key;  // fields in which no row may be empty
};

struct Assembled {
    FactTablePtr table;
    std::shared_ptr<const RejectLog> rejects;  // also when there is no table
    Errors errors;                             // why there is none
};

// Errors as ImportSession::commit.
[[nodiscard]] Assembled assembleTable(const RawFile& file, const TableOrigin& origin, const Mapping& mapping);

// A name for the set of headers, under which a mapping can be remembered: 16 hex digits.
[[nodiscard]] std::string headerFingerprint(const std::vector<std::string>& headers);

}  // namespace sandtable
