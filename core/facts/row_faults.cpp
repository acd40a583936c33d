#include "facts/row_faults.h"

namespace sandtable {

std::string_view faultCode(RowFault fault) {
    switch (fault) {
        case RowFault::none:
            return "";
        case RowFault::missingDay:
            return "facts.missing_day";
        case RowFault::badDay:
            return "facts.bad_date";
        case RowFault::badNumber:
            return "facts.bad_number";
        case RowFault::numberOverflow:
            return "facts.number_overflow";
        case RowFault::nulByte:
            return "facts.nul_byte";
        case RowFault::totalRow:
            return "facts.total_row";
        case RowFault::repeatedHeader:
            return "facts.repeated_header";
        case RowFault::ratioRange:
            return "facts.ratio_range";
        case RowFault::missingKey:
            return "facts.missing_key";
    }
    return "";
}

void setNumberFault(NumberFault fault, std::size_t row, std::size_t column, RowFaults& faults) {
    if (fault == NumberFault::bad) faults.set(row, RowFault::badNumber, column);
    if (fault == NumberFault::overflow) faults.set(row, RowFault::numberOverflow, column);
}

}  // namespace sandtable
