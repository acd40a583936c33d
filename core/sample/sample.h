// Sample: a seeded, fictional Chinese maker of kitchen and water appliances, as a plan and as order lines of any number.
// Integers and base/rng only: the same options give the same bytes on every platform.
// docs/methods.md#sample-company
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "base/result.h"

namespace sandtable {

inline constexpr std::int64_t kMaxSampleRows = 100'000'000;
inline constexpr int kFirstSampleYear = 2015;  // years whose history and following new year lie in the festival table
inline constexpr int kLastSampleYear = 2035;

struct SampleOptions {
    std::int64_t rows = 60'000;
    std::uint64_t seed = 1;
    std::string language = "zh";  // "zh" | "en": names only, every number is the same
    int year = 2026;              // the year being planned; order lines cover the three full years before it …
    std::optional<Day> asOf;      // … and `year` itself up to this day, when given

    // {rows?, seed?, language?, year?, asOf?}; the year defaults to asOf's. Reports all errors: sample.bad_rows {min, max},
    // sample.bad_seed, sample.bad_language {language}, sample.bad_year {min, max}, sample.bad_as_of {year}, calendar.bad_day.
    [[nodiscard]] static Result<SampleOptions> fromJson(const Json& params);

    [[nodiscard]] DayRange days() const;
};

// A plan document: organisation (region → city → channel → rep), people, products, metrics, calendar
// with Chinese holidays (announced ones where known, else the legal ones); no targets.
[[nodiscard]] Result<Json> samplePlan(const SampleOptions& options);

// What was put into the numbers, to be found again: [{kind, from, to, unit, …}] in order of time.
[[nodiscard]] Json sampleStory(const SampleOptions& options);

// facts.commit's "mapping" of the columns SampleOrders writes: {"columns": {"order_id": "order", …}, "dateOrder": "ymd"}.
[[nodiscard]] Json sampleMapping();

// The order lines as CSV (UTF-8, LF), chunk by chunk, sorted by day. The whole company is in memory, the lines never are.
class SampleOrders {
public:
    explicit SampleOrders(const SampleOptions& options);
    SampleOrders(SampleOrders&&) noexcept;
    SampleOrders& operator=(SampleOrders&&) noexcept;
    ~SampleOrders();

    // Replaces `csvChunk` by the next lines (about 256 KiB, header first); false when there are none left.
    [[nodiscard]] bool next(std::string& csvChunk);
    [[nodiscard]] std::int64_t rowsWritten() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sandtable
