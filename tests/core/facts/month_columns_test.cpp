// Budgets and observations with a column per month: what is recognised, what is asked, and the rows that come of them.
#include "facts/month_columns.h"

#include "facts/merged.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

std::string monthsOf(const std::vector<std::string>& headers) {
    std::string out;
    for (const MonthColumn& month : findMonthColumns(headers))
        out +=
            std::to_string(month.column) + ":" + std::to_string(month.year) + "-" + std::to_string(month.month) + " ";
    return out;
}

const std::string kBudget =
    "部门,科目,1月,2月,3月,合计\n"
    "华东,差旅,100,200.5,-,300.5\n"
    "华南,差旅,\"1,000\",,(50),950\n"
    "合计,,1100,200.5,-50,1250.5\n";

Result<ImportOutcome> budget(const std::string& text, const Json& mapping, const char* table = "budgets") {
    return openedAs(table, text, mapping).commit(Json::object());
}

}  // namespace

TEST_CASE("Columns named after months are recognised in every way they are written") {
    CHECK(monthsOf({"部门", "1月", "2月", "12月"}) == "1:0-1 2:0-2 3:0-12 ");
    CHECK(monthsOf({"一月", "十一月份", "十二月预算"}) == "0:0-1 1:0-11 2:0-12 ");
    CHECK(monthsOf({"Jan", "february", "Sept.", "MAY Budget"}) == "0:0-1 1:0-2 2:0-9 3:0-5 ");
    CHECK(monthsOf({"2024-01", "2024/2", "2024年3月", "202404", "May-24", "Jun 2024", "2024年7月計劃"}) ==
          "0:2024-1 1:2024-2 2:2024-3 3:2024-4 4:2024-5 5:2024-6 6:2024-7 ");
    CHECK(monthsOf({"2024-01-01", "2024/2/1"}) == "0:2024-1 1:2024-2 ");  // a month as Excel writes it
    CHECK(monthsOf({"１月", "２月"}) == "0:0-1 1:0-2 ");
}

TEST_CASE("What is not surely a set of months is none") {
    CHECK(monthsOf({"1月", "部门"}).empty());            // one alone
    CHECK(monthsOf({"1月", "2月", "2024-03"}).empty());  // some with a year
    CHECK(monthsOf({"1月", "2月", "1月份"}).empty());    // one twice
    CHECK(monthsOf({"24-Jan", "24-Feb"}).empty());       // days or months
    CHECK(monthsOf({"45292", "45323"}).empty());         // numbers
    CHECK(monthsOf({"13月", "0月", "14月"}).empty());
    CHECK(monthsOf({"2024-01-15", "2024-02-15"}).empty());
    CHECK(monthsOf({"1", "2", "3"}).empty());
}

TEST_CASE("A budget with a column per month becomes a row per month; blank cells make none, totals are rejected once") {
    const auto outcome = budget(kBudget, {{"year", 2026}});
    REQUIRE(outcome.has_value());
    CHECK(rowsOf(*outcome->table) ==
          "2026-01-01|100|差旅|华东\n2026-01-01|1000|差旅|华南\n2026-02-01|200|差旅|华东\n2026-03-01|-50|差旅|华南\n");
    const Json& report = outcome->report;
    CHECK(report["totals"]["amount"] == 12'505'000);  // 100 + 200.5 + 1000 - 50
    CHECK(outcome->table->sourceLine == std::vector<std::uint32_t>{2, 3, 2, 3});
    CHECK(report["rejectsByCode"] == Json({{"facts.total_row", 1}}));
    CHECK(report["rejects"][0]["line"] == 4);
    CHECK(report["rejects"][0]["value"] == "合计");
    CHECK(report["warnings"].empty());
    CHECK(report["mapping"]["months"] == "rows");
    CHECK(report["mapping"]["year"] == 2026);
    CHECK(report["mapping"]["columns"] == Json::parse(R"({"部门":"unit","科目":"account","合计":null})"));
}

TEST_CASE("The year is asked when the headers have none; months of a fiscal year run into the next one") {
    const auto asked = budget(kBudget, nullptr);
    REQUIRE(codeOf(asked) == "facts.year_needed");
    CHECK(asked.error()[0].params == Json({{"first", "1月"}, {"last", "3月"}}));
    const auto fiscal = budget("科目,11月,12月,1月\nA,1,2,3\n", {{"year", 2025}});
    REQUIRE(fiscal.has_value());
    CHECK(rowsOf(*fiscal->table) == "2025-11-01|1|A\n2025-12-01|2|A\n2026-01-01|3|A\n");
    const auto dated = budget("科目,Nov-25,Dec-25,Jan-26\nA,1,2,3\n", nullptr);
    REQUIRE(dated.has_value());
    CHECK(rowsOf(*dated->table) == rowsOf(*fiscal->table));
}

TEST_CASE("A bad cell below a month is told by its own column and the row as it stands in the file") {
    ImportSession session = openedAs("budgets", "科目,2026-01,2026-02\nA,1,2\nB,x12,3\n");
    const auto outcome = session.commit(Json::object());
    REQUIRE(outcome.has_value());
    CHECK(outcome->table->rows == 3);
    const Json page = session.rejects(0, 10);
    CHECK(page["header"] == Json({"科目", "2026-01", "2026-02"}));
    REQUIRE(page["rows"].size() == 1);
    CHECK(page["rows"][0] ==
          Json::parse(R"({"line":3,"column":2,"header":"2026-01","value":"x12","code":"facts.bad_number",
        "raw":["B","x12","3"]})"));
}

TEST_CASE("A preview shows the months, takes them from other guesses, and leaves them when told to") {
    ImportSession session = openedAs("budgets", "科目,1月,2月,Total\nA,1,2,3\n");
    const Json preview = session.preview().value();
    CHECK(preview["months"] ==
          Json::parse(R"({"columns":[{"index":1,"month":1,"year":null},{"index":2,"month":2,"year":null}],
        "asRows":true,"yearNeeded":true})"));
    CHECK(preview["missing"].empty());
    CHECK(preview["columns"][1]["reason"] == "month_column");
    CHECK(preview["columns"][3]["field"] == nullptr);
    const Json left = session.preview({{"mapping", {{"months", "columns"}}}}).value();
    CHECK(left["months"]["asRows"] == false);
    CHECK(left["columns"][3]["field"] == "amount");
    CHECK(left["missing"] == Json({"day"}));
    CHECK(codeOf(session.commit({{"mapping", {{"months", "columns"}}}})) == "facts.missing_required");
    CHECK(openedAs("orders", "客户,1月,2月\nA,1,2\n").preview().value()["months"] == nullptr);
    CHECK(preview["tableGuess"][0]["table"] == "budgets");
}

TEST_CASE("Observations by month have values, and key, mapping and second import work as with any file") {
    const std::string text = "指标,大区,Jan-26,Feb-26\n拜访数,East,10,12\n拜访数,West,8,\n";
    const auto once = budget(text, nullptr, "observations");
    REQUIRE(once.has_value());
    CHECK(once->table->amounts.at("value") == std::vector<std::int64_t>{100'000, 80'000, 120'000});
    ImportSession session = openedAs("observations", "指标,大区,Jan-26,Feb-26\n拜访数,East,10,13\n拜访数,West,8,9\n");
    const Json proposal = session.proposeKey(Json::object()).value();
    CHECK(proposal["key"] == Json({"day", "metric", "region"}));
    const auto merged = session.commit({{"merge", upsertBy({"day", "metric", "region"})}}, standing(once->table));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(1, 1, 2, 0, 0));
    const auto mapped = budget(text, {{"columns", {{"大区", "unit"}, {"Jan-26", nullptr}}}}, "observations");
    REQUIRE(mapped.has_value());
    CHECK(mapped->report["dimensions"] == Json({{"metric", 1}, {"unit", 2}}));
    CHECK(codeOf(budget(text, {{"columns", {{"大区", "day"}}}}, "observations")) == "facts.field_twice");
}
