// From a RawFile and a mapping to a FactTable: whole-file evidence on dates and decimals, typed columns, rejected rows,
// order by day. Nothing here reads bytes.
#pragma once

#include "base/result.h"
#include "facts/mapping.h"
#include "facts/raw_file.h"
#include "facts/table.h"

namespace sandtable {

struct TableOrigin {
    std::string tableName;
    std::string fileName;
};

// Errors as ImportSession::commit.
[[nodiscard]] Result<FactTablePtr> assembleTable(const RawFile& file, const TableOrigin& origin,
                                                 const Mapping& mapping);

// A name for the set of headers, under which a mapping can be remembered: 16 hex digits.
[[nodiscard]] std::string headerFingerprint(const std::vector<std::string>& headers);

}  // namespace sandtable
