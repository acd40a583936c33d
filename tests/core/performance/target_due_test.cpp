#include "performance/target_due.h"
#include "base/rng.h"
#include "small_company.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

constexpr Day kForever = INT32_MAX;

struct Book {
    Plan plan;
    OrgTree tree;
    TargetBook book;
    DayRange year;

    Book(const Json& document, const char* yearText)
        : plan(World::parsed(document)),
          tree(*OrgTree::fromPlan(plan)),
          book(*TargetBook::fromPlan(plan, tree, {"", "revenue", yearText, "base"})),
          year(*plan.calendar().rangeOf(*parsePeriod(yearText))) {}

    DueTargets due(DayRange range, Day asOf = kForever) const {
        return dueByUnit(book, tree, *sharesWithin(book, plan.calendar(), range, year, asOf));
    }
    DayRange rangeOf(const char* period) const { return *plan.calendar().rangeOf(*parsePeriod(period)); }
};

}  // namespace

TEST_CASE("shares of a cell round halves away from zero and add up to the cell") {
    // 10 over 4 days: 2.5 → 3, 5, 7.5 → 8, 10
    CHECK(dueOf(10, {0, 0, 1, 4}) == 3);
    CHECK(dueOf(10, {0, 1, 2, 4}) == 2);
    CHECK(dueOf(10, {0, 2, 3, 4}) == 3);
    CHECK(dueOf(10, {0, 3, 4, 4}) == 2);
    CHECK(dueOf(-10, {0, 0, 1, 4}) == -3);
    CHECK(dueOf(kMaxMinor, {0, 0, 365, 366}) == 8'982'589'420'711'644);  // (2^53 − 1) × 365 = 366 × …644 + 11
}

TEST_CASE("any cutting of a year into ranges owes the same in sum") {
    Json document = workedPlan();
    const Book book(document, "2026");
    Rng rng(7);
    const Minor whole = book.due(book.year).byUnit[0];
    for (int round = 0; round < 200; ++round) {
        Minor sum = 0;
        for (Day from = book.year.first; from <= book.year.last;) {
            const Day to = std::min(book.year.last, from + static_cast<Day>(rng.below(60)));
            sum += book.due({from, to}).byUnit[0];
            from = to + 1;
        }
        REQUIRE(sum == whole);
    }
}

TEST_CASE("a weekly set owes exactly its cells over the year, quarters and months, although weeks straddle them") {
    Json document = smallCompany();
    addSet(document, "revenue", "2026", "week");
    addTargets(document, "revenue-2026-base", "shanghai", "values", {1'001}, 53);  // 2026 has 53 ISO weeks
    const Book book(document, "2026");
    CHECK(book.due(book.year).byUnit[0] == 53 * 1'001);
    Minor quarters = 0, months = 0;
    for (const Period& period : book.plan.calendar().periodsOfYear(2026, Grain::quarter))
        quarters += book.due(*book.plan.calendar().rangeOf(period)).byUnit[0];
    for (const Period& period : book.plan.calendar().periodsOfYear(2026, Grain::month))
        months += book.due(*book.plan.calendar().rangeOf(period)).byUnit[0];
    CHECK(quarters == 53 * 1'001);
    CHECK(months == 53 * 1'001);
    // January 2026: week 1 whole (its first days belong to 2026 by name), weeks 2–5 up to Friday the 30th whole
    CHECK(book.due(book.rangeOf("2026-01")).byUnit[0] == 5 * 1'001);
    // February: weeks 6–9 (2 February – 1 March)
    CHECK(book.due(book.rangeOf("2026-02")).byUnit[0] == 4 * 1'001);
}

TEST_CASE("a monthly set is spread over weeks by working days") {
    const Book book(workedPlan(), "2026");
    // week 6 (2–8 February): 5 of 16 working days of 16,000
    CHECK(book.due(book.rangeOf("2026-W06")).byUnit[static_cast<std::size_t>(book.tree.find("shanghai"))] == 5'000);
    // week 5 (26 January – 1 February): 5 of 21 working days of 21,000
    CHECK(book.due(book.rangeOf("2026-W05")).byUnit[static_cast<std::size_t>(book.tree.find("shanghai"))] == 5'000);
}

TEST_CASE("a month of holidays only still owes its target, by calendar days") {
    Json document = smallCompany();
    for (int day = 1; day <= 28; ++day)
        document["calendar"]["days"][formatIsoDay(dayFromCivil({2026, 2, day}))] = {{"works", false},
                                                                                    {"name", "closed"}};
    addSet(document, "revenue", "2026");
    addTargets(document, "revenue-2026-base", "shanghai", "values", {2'800});
    const Book book(document, "2026");
    CHECK(book.due(book.rangeOf("2026-02"), *parseIsoDay("2026-02-07")).byUnit[0] == 700);  // 7 of 28 days
}

TEST_CASE("the fiscal year from April runs to the next March") {
    Json document = smallCompany();
    document["calendar"]["fiscalYearStartMonth"] = 4;
    addSet(document, "revenue", "2025");
    addTargets(document, "revenue-2025-base", "shanghai", "values", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    const Book book(document, "2025");
    CHECK(book.due(book.rangeOf("2026-02")).byUnit[0] == 11);  // the 11th month of fiscal 2025
    CHECK(book.due(book.rangeOf("2025-Q4")).byUnit[0] == 10 + 11 + 12);
    CHECK(book.due(book.year).byUnit[0] == 78);

    const World world(document, factsOf({{"2026-02-27", "east", "shanghai", 110'000}}));
    const Json result = world.get("performance.attainment", {{"period", "2026-02"}, {"asOf", "2026-02-28"}});
    CHECK(rowOf(result, "shanghai")["targetMinor"] == 11);
    CHECK(rowOf(result, "shanghai")["actualMinor"] == 1'100);
    const Json series = world.get("performance.series", {{"period", "2026-02"}, {"asOf", "2026-02-28"}});
    CHECK(series["periods"].front() == "2025-04");
    CHECK(series["targetMinor"][10] == 11);
}

TEST_CASE("in a 4-4-5 year the month is four or five weeks of seven days") {
    Json document = smallCompany();
    document["calendar"]["pattern"] = "4-4-5";
    addSet(document, "revenue", "2026");
    addTargets(document, "revenue-2026-base", "shanghai", "values", {2'000, 2'000, 2'500});
    const Book book(document, "2026");
    const DayRange january = book.rangeOf("2026-01");
    CHECK(january.length() == 28);
    CHECK(book.rangeOf("2026-03").length() == 35);
    // after the first week: 5 of 20 working days
    CHECK(book.due(january, january.first + 6).byUnit[0] == 500);
    CHECK(book.due(book.rangeOf("2026-Q1")).byUnit[0] == 6'500);
}
