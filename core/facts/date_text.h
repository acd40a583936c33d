// Dates as people and programs write them, one text at a time. The forms are docs/methods.md#reading-dates.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "facts/table.h"

namespace sandtable {

enum class DateOrder : std::uint8_t { ymd, dmy, mdy };
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2199;
inline constexpr std::array<std::string_view, 3> kDateOrderNames = {"ymd", "dmy", "mdy"};
[[nodiscard]] std::optional<DateOrder> parseDateOrder(std::string_view name);

// What one text may mean under each order.
struct DateReading {
    enum class Form : std::uint8_t {
        missing,    // empty, "-", "N/A" …
        bad,        // no date under any order
        fixed,      // says its own order: ISO, 2024年1月5日, 20240105, 5-Jan-2024, an Excel serial number
        monthOnly,  // 2024-01, 2024年1月, 01/2024, 202401, Jan-24: the first day of that month
        ordered,    // 03/01/2019, 19-01-03: depends on the order
    };
    Form form = Form::bad;
    std::array<Day, 3> day = {kMissingDay, kMissingDay, kMissingDay};  // by DateOrder; kMissingDay where impossible
    bool shortYear = false;                                            // written with two digits

    [[nodiscard]] Day under(DateOrder order) const { return day[static_cast<std::size_t>(order)]; }
    [[nodiscard]] unsigned orders() const;  // bit n: possible under order n
};

// The text must be valid UTF-8. Years 1900–2199; two-digit years 00–68 are 2000–2068, 69–99 are 1969–1999.
[[nodiscard]] DateReading readDate(std::string_view text);

}  // namespace sandtable
