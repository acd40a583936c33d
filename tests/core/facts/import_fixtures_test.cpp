// The import fixtures: every separator, date order and number style, rows to leave out, all rejected rows, with values worked out
// by hand.
#include "facts/merged.h"

#include "facts/report.h"
#include "facts/snapshot.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

// The one day of a file whose dates are as given; the first of them is told.
std::string firstDay(const std::string& dates) {
    std::string text = "日期\t金额\n";
    for (std::string_view rest = dates; !rest.empty();) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        text += std::string(rest.substr(0, end)) + "\t1\n";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    auto outcome = openedAs("orders", text).commit(Json::object());
    return outcome ? outcome->report["firstDay"].get<std::string>() : codeOf(outcome);
}

// 1/10,000
std::int64_t amountOf(const std::string& cell, const Json& mapping = nullptr) {
    const Json report = importedAs("orders", "日期\t金额\n2024-01-01\t" + cell + "\n", mapping).report;
    INFO(cell << " " << report["rejects"].dump());
    REQUIRE(report["rows"] == 1);
    return report["totals"]["amount"];
}

}  // namespace

TEST_CASE("Each date order and style is read, ambiguous ones are asked about") {
    CHECK(firstDay("25/12/2024;26/12/2024") == "2024-12-25");
    CHECK(firstDay("12/25/2024;12/26/2024") == "2024-12-25");
    CHECK(firstDay("2024/3/5;2024/3/6") == "2024-03-05");
    CHECK(firstDay("25.12.2024") == "2024-12-25");
    CHECK(firstDay("24-12-31;24-12-30") == "facts.date_order_ambiguous");  // or 24 December 2031
    CHECK(firstDay("2024年3月5日") == "2024-03-05");
    CHECK(firstDay("２０２４年３月５日") == "2024-03-05");
    CHECK(firstDay("45356") == "2024-03-05");     // Excel: 45292 is 2024-01-01, and 64 days later
    CHECK(firstDay("45356.75") == "2024-03-05");  // with a time of day
    CHECK(firstDay("20240305") == "2024-03-05");
    CHECK(firstDay("5-Mar-2024") == "2024-03-05");
    CHECK(firstDay("2024-03-05T08:30:00Z") == "2024-03-05");
    CHECK(firstDay("2024-03") == "2024-03-01");
    CHECK(firstDay("03/04/2024;05/06/2024") == "facts.date_order_ambiguous");
    CHECK(firstDay("03/04/2024;25/04/2024") == "2024-04-03");
    CHECK(firstDay("25/12/2024;12/25/2024") == "facts.date_order_conflict");
}

TEST_CASE("Each number style is read exactly") {
    CHECK(amountOf("1.2万") == 120'000'000);
    CHECK(amountOf("3.5亿") == 3'500'000'000'000);
    CHECK(amountOf("１２３．４５") == 1'234'500);
    CHECK(amountOf("￥1,234.50") == 12'345'000);
    CHECK(amountOf("1234.5元") == 12'345'000);
    CHECK(amountOf("1,234,567.89") == 12'345'678'900);
    CHECK(amountOf("1.234,50") == 12'345'000);
    CHECK(amountOf("1234,5", {{"decimal", ","}}) == 12'345'000);
    CHECK(amountOf("(1,234.50)") == -12'345'000);
    CHECK(amountOf("-1,234.50") == -12'345'000);
    CHECK(amountOf("12.5%") == 1'250);
    CHECK(amountOf("1.2E+05") == 1'200'000'000);
    CHECK(amountOf("1'234.50") == 12'345'000);
}

TEST_CASE("Each separator is recognised, also inside quotes") {
    for (const char separator : {',', ';', '\t', '|'}) {
        std::string text = "日期~地区~金额\n2024-01-01~\"华东~一部\"~5\n2024-01-02~\"说\"\"好\"\"\"~6\n";
        std::replace(text.begin(), text.end(), '~', separator);
        const ImportOutcome outcome = importedAs("orders", text);
        INFO(separator);
        CHECK(outcome.report["totals"]["amount"] == 110'000);
        CHECK(outcome.table->dimension("region")->values()[1] == std::string("华东") + separator + "一部");
        CHECK(outcome.table->dimension("region")->values()[2] == "说\"好\"");
    }
}

TEST_CASE("Two totals, blank rows, a repeated header and a broken quote are left out and counted") {
    const Json report =
        importedAs("orders",
                   "日期,地区,金额\n2024-01-01,华东,5\n小计,,5\n\n2024-01-02,华南,6\n,,\n日期,地区,金额\n"
                   "2024-01-03,\"华\"北,7\n,合计,11\n")
            .report;
    CHECK(report["rows"] == 2);
    CHECK(report["totals"]["amount"] == 110'000);
    CHECK(report["blankLines"] == 2);
    CHECK(report["rejectsByCode"] ==
          Json({{"facts.total_row", 2}, {"facts.repeated_header", 1}, {"facts.broken_quote", 1}}));
}

TEST_CASE("Signs of other currencies than the plan's are told with their rows, never converted") {
    const std::string text =
        "日期\t金额\t数量\n2024-01-01\t$500\t1\n2024-01-02\t¥20\t2\n2024-01-03\t$7.5\t$3\n2024-01-04\t9\t1\n";
    const auto warnings = [&](const std::string& currency) {
        return openedAs("orders", text).commit(Json::object(), standing(nullptr, currency))->report["warnings"];
    };
    const auto told = [](const char* sign, int rows, const Json& currency) {
        return Json({{"code", "facts.currency_signs"},
                     {"params", {{"header", "金额"}, {"sign", sign}, {"rows", rows}, {"currency", currency}}}});
    };
    CHECK(warnings("CNY") == Json::array({told("$", 2, "CNY")}));
    CHECK(warnings("USD") == Json::array({told("¥", 1, "USD")}));
    CHECK(warnings("EUR").size() == 2);
    CHECK(warnings("") == Json::array({told("$", 2, nullptr), told("¥", 1, nullptr)}));
    CHECK(importedAs("orders", "日期\t金额\n2024-01-01\t$500\n").report["warnings"].empty());
    CHECK(openedAs("orders", text).commit(Json::object())->report["totals"]["amount"] == 5'365'000);
}

TEST_CASE("Every rejected row can be listed with what it held, before and after the commit") {
    ImportSession session = openedAs("orders", fixture("hard.csv"));
    CHECK(session.rejects(0, 10)["total"] == 0);  // the file has not been read to its end
    REQUIRE(session.commit({{"mapping", {{"dateOrder", "dmy"}}}, {"dryRun", true}}).has_value());
    const Json all = session.rejects(0, 1'000);
    CHECK(all["total"] == 9);
    CHECK(all["cut"] == 0);
    CHECK(all["header"] == Json({"Order Date", "Region", "Sales", "Quantity"}));
    CHECK(all["rows"][0] == Json({{"line", 6},
                                  {"column", 3},
                                  {"header", "Sales"},
                                  {"value", "12x"},
                                  {"code", "facts.bad_number"},
                                  {"raw", {"04/03/2024", "East", "12x", "1"}}}));
    CHECK(all["rows"][3]["raw"] == Json({"05/03/2024", "East"}));
    CHECK(all["rows"][5]["rawLine"] == "06/03/2024,\"North\"x,5,1");
    CHECK(session.rejects(7, 1)["rows"][0]["line"] == 17);
    CHECK(session.rejects(9, 10)["rows"].empty());

    const auto committed = session.commit({{"mapping", {{"dateOrder", "dmy"}}}});
    CHECK(rejectsPage(*committed->table, 0, 1'000) == all);
    auto restored = ImportSession::beginRestore({{"table", "orders"}});
    const auto bytes = writeSnapshot(*committed->table);
    REQUIRE(restored->feed(std::as_bytes(std::span(bytes))).has_value());
    CHECK(rejectsPage(*restored->commit(Json::object())->table, 0, 1'000) == all);
}

TEST_CASE("A file of which nothing can be taken still tells every row") {
    ImportSession session = openedAs("orders", "日期,金额\nx,1\ny,2\n");
    REQUIRE(codeOf(session.commit(Json::object())) == "facts.no_valid_rows");
    CHECK(session.rejects(0, 10)["total"] == 2);
    CHECK(session.rejects(0, 10)["rows"][1]["raw"] == Json({"y", "2"}));
}

TEST_CASE("Past a hundred thousand rejected rows are counted only, long rows are cut and say so") {
    std::string text = "日期,金额,备注\n2024-01-01,1,\n" + ("x,2," + std::string(5'000, 'n')) + "\n";
    for (int row = 0; row < 100'010; ++row) text += "x,2,\n";
    ImportSession session = openedAs("orders", text);
    REQUIRE(session.commit(Json::object()).has_value());
    const Json page = session.rejects(0, 2);
    CHECK(page["total"] == 100'011);
    CHECK(page["listed"] == 100'000);
    CHECK(page["cut"] == 11);
    CHECK(page["rows"][0]["rawCut"] == true);
    CHECK(page["rows"][0]["raw"][2].get<std::string>().size() < 4'000);
    CHECK_FALSE(page["rows"][1].contains("rawCut"));
}

TEST_CASE("A log of rejected rows that was tampered with is no log") {
    RejectLog log;
    log.headers = {"a"};
    const std::vector<std::string> cells{"华东"};
    log.add({.code = "facts.bad_date", .line = 7, .column = 0, .value = "华东", .cells = cells});
    const Json sound = log.encode();
    CHECK(RejectLog::decode(sound)->list(0, 1, true) == log.list(0, 1, true));
    const std::string rows = sound["rows"];
    for (std::size_t size = 1; size < rows.size(); ++size) {
        Json cut = sound;
        cut["rows"] = rows.substr(0, size);
        CHECK_FALSE(RejectLog::decode(cut).has_value());
    }
    for (const char* bad : {"7 1 facts.x 1 9999999999 0:", "99999999999 1 c 0 0 0:", "7 1 facts.x 1 1 2:华0:", "x"}) {
        Json wrong = sound;
        wrong["rows"] = bad;
        CHECK_FALSE(RejectLog::decode(wrong).has_value());
    }
    CHECK_FALSE(RejectLog::decode(Json::array()).has_value());
}
