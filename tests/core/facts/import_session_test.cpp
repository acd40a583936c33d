// Importing: whole files through the session, with everything real exports get wrong.
#include "facts/imported.h"

#include "base/rng.h"
#include "facts/report.h"
#include "facts/snapshot.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

std::string rejectsOf(const Json& report) {
    std::string out;
    for (const Json& reject : report["rejects"]) {
        out += std::to_string(reject["line"].get<int>()) + " " + reject["code"].get<std::string>().substr(6) + " [" +
               reject["value"].get<std::string>() + "]\n";
    }
    return out;
}

Json dimensionText(const FactTable& table, const char* key) {
    Json values = Json::array();
    const DimensionColumn* column = table.dimension(key);
    REQUIRE(column != nullptr);
    for (std::size_t row = 0; row < table.rows; ++row) values.push_back(column->values()[column->codeAt(row)]);
    return values;
}

}  // namespace

TEST_CASE("A clean file becomes a table sorted by day, narrow and complete") {
    const ImportOutcome outcome = imported(
        "\xEF\xBB\xBF订单日期,地区,销售额,数量\r\n2024-03-02,华东,100.5,1\r\n2024-03-01,华南,-20,2\r\n2024-03-02,华东,,"
        "3\r\n");
    const FactTable& table = *outcome.table;
    CHECK(table.rows == 3);
    CHECK(formatIsoDay(table.day[0]) == "2024-03-01");
    CHECK(table.sourceLine == std::vector<std::uint32_t>{3, 2, 4});
    CHECK(table.amounts.at("amount") == std::vector<std::int64_t>{-200'000, 1'005'000, kMissingAmount});
    CHECK(dimensionText(table, "region") == Json({"华南", "华东", "华东"}));
    CHECK(table.dimension("region")->codes().index() == 0);
    CHECK(outcome.report["totals"] == Json({{"amount", 805'000}, {"margin", nullptr}, {"quantity", 60'000}}));
    CHECK(outcome.report["missing"] == Json({{"amount", 1}}));
    CHECK(outcome.report["mapping"]["columns"]["地区"] == "region");
}

TEST_CASE("Every cutting of a file into chunks gives the same table and the same report") {
    const std::string text = fixture("hard.csv");
    const auto whole = import(text, {{"dateOrder", "dmy"}});
    REQUIRE(whole.has_value());
    const auto bytes = writeSnapshot(*whole->table);
    Rng rng(7);
    for (int trial = 0; trial < 60; ++trial) {
        ImportSession session = opened({{"dateOrder", "dmy"}});
        const std::uint32_t largest = trial < 20 ? 3 : trial < 40 ? 40 : 700;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t size = trial == 0 ? 1 : 1 + rng.below(largest);
            REQUIRE(session.feed(bytesOf(std::string_view(text).substr(at, size))).has_value());
            at += size;
            if (rng.below(50) == 0) (void)session.preview();
        }
        const auto outcome = session.commit(Json::object());
        REQUIRE(outcome.has_value());
        REQUIRE(writeSnapshot(*outcome->table) == bytes);
        REQUIRE(outcome->report == whole->report);
    }
}

TEST_CASE("Chunks do not matter in a file of many blocks either") {
    std::string text = "Order Date;Region;Sales;Note\n";
    Rng rng(11);
    for (int row = 0; row < 12'000; ++row) {
        const std::uint32_t day = 1 + rng.below(28);
        text += "2023-0" + std::to_string(1 + rng.below(9)) + "-" + (day < 10 ? "0" : "") + std::to_string(day) + ";R" +
                std::to_string(rng.below(40)) + ";" + std::to_string(rng.below(100'000)) + "," +
                std::to_string(10 + rng.below(90)) + ";\"note " + std::to_string(rng.below(5'000)) +
                (rng.below(9) ? "" : "\n\"\"second\"\" line") + "\"\n";
    }
    REQUIRE(text.size() > 3 * 128 * 1024);
    const auto whole = import(text, nullptr, text.size());
    REQUIRE(whole.has_value());
    CHECK(whole->report["rows"] == 12'000);
    CHECK(whole->report["decimal"] == ",");
    for (const std::size_t chunk : {997U, 65'536U, 131'071U, 200'000U}) {
        const auto again = import(text, nullptr, chunk);
        REQUIRE(again.has_value());
        CHECK(writeSnapshot(*again->table) == writeSnapshot(*whole->table));
    }
}

TEST_CASE("Rows that cannot be taken are rejected with line, column, value and reason") {
    const ImportOutcome outcome = import(fixture("hard.csv"), {{"dateOrder", "dmy"}}).value();
    CHECK(rejectsOf(outcome.report) ==
          "6 bad_number [12x]\n"
          "7 bad_date [31/02/2024]\n"
          "8 missing_day []\n"
          "9 ragged_row [05/03/2024,East]\n"
          "10 ragged_row [05/03/2024,East,1,2,3]\n"
          "13 broken_quote [06/03/2024,\"North\"x,5,1]\n"
          "14 number_overflow [99999999999999]\n"
          "17 repeated_header [Order Date]\n"
          "18 total_row [Grand Total]\n");
    CHECK(outcome.report["rejects"][0] ==
          Json({{"line", 6}, {"column", 3}, {"header", "Sales"}, {"value", "12x"}, {"code", "facts.bad_number"}}));
    CHECK(outcome.report["rejected"] == 9);
    CHECK(outcome.report["blankLines"] == 2);
    CHECK(outcome.report["rows"] == 6);
    CHECK(outcome.report["totals"]["amount"] == 1'000'000 + 12'345'000 - 505'000 + 70'000 + 10'000 + 30'000);
    CHECK(outcome.report["rejectsByCode"]["facts.ragged_row"] == 2);
    CHECK(outcome.table->dimension("region")->find("Two\nLines") > 0);
    CHECK(outcome.table->dimension("region")->find("Say \"hi\"") > 0);
}

TEST_CASE("An ambiguous date order is asked for, and the import stays open for the answer") {
    ImportSession session = opened();
    REQUIRE(session.feed(bytesOf("Date,Sales\n03/04/2024,1\n05/06/2024,2\n")).has_value());
    const auto asked = session.commit(Json::object());
    REQUIRE(codeOf(asked) == "facts.date_order_ambiguous");
    CHECK(asked.error()[0].params ==
          Json({{"column", "Date"}, {"orders", {"dmy", "mdy"}}, {"samples", {"03/04/2024", "05/06/2024"}}}));
    const auto preview = session.preview();
    REQUIRE(preview.has_value());
    CHECK((*preview)["columns"][0]["dateOrders"].size() == 2);
    const auto dmy = session.commit({{"mapping", {{"dateOrder", "dmy"}}}});
    REQUIRE(dmy.has_value());
    CHECK(dmy->report["firstDay"] == "2024-04-03");
    const auto mdy = session.commit({{"mapping", {{"dateOrder", "mdy"}}}});
    REQUIRE(mdy.has_value());
    CHECK(mdy->report["firstDay"] == "2024-03-04");
    CHECK(mdy->report["mapping"]["dateOrder"] == "mdy");
}

TEST_CASE("Contradicting dates are reported with the lines that rule each order out") {
    const auto outcome = import("Date,Sales\n25/12/2024,1\n01/01/2024,1\n12/25/2024,2\n");
    REQUIRE(codeOf(outcome) == "facts.date_order_conflict");
    CHECK(
        outcome.error()[0].params["evidence"] ==
        Json::parse(
            R"([{"order":"ymd","line":2,"value":"25/12/2024"},{"order":"dmy","line":4,"value":"12/25/2024"},{"order":"mdy","line":2,"value":"25/12/2024"}])"));
    const auto declared = import("Date,Sales\n25/12/2024,1\n01/01/2024,1\n12/25/2024,2\n", {{"dateOrder", "dmy"}});
    REQUIRE(declared.has_value());
    CHECK(rejectsOf(declared->report) == "4 bad_date [12/25/2024]\n");
}

TEST_CASE("The decimal mark is taken from proof in the whole file, or from the mapping") {
    CHECK(imported("Date;Sales\n2024-01-01;12,5\n2024-01-02;1.234\n").report["totals"]["amount"] ==
          125'000 + 12'340'000);
    CHECK(imported("Date;Sales\n2024-01-01;12.5\n2024-01-02;1,234\n").report["totals"]["amount"] ==
          125'000 + 12'340'000);
    const Json assumed = imported("Date;Sales\n2024-01-01;1,234\n").report;
    CHECK(assumed["totals"]["amount"] == 12'340'000);
    CHECK(assumed["warnings"][0]["code"] == "facts.decimal_assumed");
    CHECK(imported("Date;Sales\n2024-01-01;1,234\n", {{"decimal", ","}}).report["totals"]["amount"] == 12'340);
    const Json mixed = imported("Date;Sales\n2024-01-01;1.5\n2024-01-02;2.5\n2024-01-03;3,5\n").report;
    CHECK(mixed["warnings"][0]["code"] == "facts.decimal_mixed");
    CHECK(rejectsOf(mixed) == "4 bad_number [3,5]\n");
}

TEST_CASE("Delimiters, titles before the header and missing headers are recognised") {
    for (const char delimiter : {',', ';', '\t', '|'}) {
        std::string text = "Order Date,Region,Sales\n2024-01-01,East,5\n2024-01-02,West,6\n";
        std::replace(text.begin(), text.end(), ',', delimiter);
        CHECK(imported(text).report["totals"]["amount"] == 110'000);
    }
    const ImportOutcome titled = imported("2024年销售明细\n制表：财务部\n\n日期,大区,金额\n2024-01-01,华东,5\n");
    CHECK(titled.report["rows"] == 1);
    CHECK(titled.table->sourceLine[0] == 5);
    CHECK(imported("sep=;\nDate;Sales\n2024-01-01;5\n").report["rows"] == 1);
    const ImportOutcome bare = imported("2024-01-01,East,5.5\n2024-01-02,West,6.5\n2024-01-03,West,1\n");
    CHECK(bare.report["rows"] == 3);
    CHECK(bare.report["mapping"]["columns"] == Json({{"#1", "day"}, {"#2", nullptr}, {"#3", "amount"}}));
}

TEST_CASE("The order date is the day whatever other dates stand before it") {
    const ImportOutcome outcome = imported("Ship Date,日期,Order Date,Sales\n2024-05-09,2024-05-08,2024-05-01,1\n");
    CHECK(outcome.report["firstDay"] == "2024-05-01");
    CHECK(outcome.report["mapping"]["columns"] ==
          Json({{"Ship Date", nullptr}, {"日期", nullptr}, {"Order Date", "day"}, {"Sales", "amount"}}));
}

TEST_CASE("Unknown columns become dimensions of their own only when they sort rows into few groups") {
    std::string text = "Date,Sales,Tier,Comment,Line,Score\n";
    for (int row = 0; row < 40; ++row)
        text += "2024-01-01,1," + std::string(row % 3 ? "gold" : "silver") + ",text " + std::to_string(row) + "," +
                std::to_string(row + 1) + "," + std::to_string(row % 5) + "\n";
    const Json columns = imported(text).report["mapping"]["columns"];
    CHECK(columns["Tier"] == "x:Tier");
    CHECK(columns["Comment"].is_null());
    CHECK(columns["Line"].is_null());
    CHECK(columns["Score"].is_null());
    CHECK(imported(text, {{"columns", {{"Comment", "x:Comment"}, {"Tier", nullptr}}}}).report["dimensions"] ==
          Json({{"x:Comment", 40}}));
}

TEST_CASE("The mapping is checked and every fault in it reported") {
    const std::string text = "Date,Sales,Other\n2024-01-01,1,2\n";
    CHECK(codeOf(import(text, {{"columns", {{"Sales", nullptr}, {"Other", nullptr}, {"Date", nullptr}}}})) ==
          "facts.missing_required facts.missing_required");
    CHECK(codeOf(import(text, {{"columns", {{"Nope", "region"}}}})) == "facts.unknown_column");
    CHECK(codeOf(import(text, {{"columns", {{"Other", "colour"}}}})) == "facts.unknown_field");
    CHECK(codeOf(import(text, {{"columns", {{"Other", "amount"}, {"Sales", "amount"}}}})) == "facts.field_twice");
    CHECK(imported(text, {{"columns", {{"Other", "amount"}}}}).report["totals"]["amount"] == 20'000);
    CHECK(ImportSession::begin({{"table", "t"}, {"mapping", {{"dateOrder", "yyy"}}}}).error()[0].code ==
          "facts.bad_mapping");
}

TEST_CASE("Names are trimmed and composed, but different spellings stay different") {
    const ImportOutcome outcome = imported(
        "Date,Sales,Region\n2024-01-01,1,\xE3\x80\x80"
        "East \n2024-01-01,1,East\n2024-01-01,1,EAST\n2024-01-01,1,Cafe\xCC\x81\n2024-01-01,1,Caf\xC3\xA9\n");
    CHECK(outcome.report["dimensions"]["region"] == 3);
    CHECK(outcome.table->dimension("region")->find("east") == outcome.table->dimension("region")->find("East"));
}

TEST_CASE("A unit named in the header multiplies the column, and says so") {
    const Json report = imported("日期,销售额（万元）\n2024-01-01,1.5\n").report;
    CHECK(report["totals"]["amount"] == 150'000'000);
    CHECK(report["warnings"][0] ==
          Json({{"code", "facts.header_unit"}, {"params", {{"header", "销售额（万元）"}, {"exponent", 4}}}}));
}

TEST_CASE("What is no UTF-8 text is refused with the place and a guess") {
    const auto gbk = import("Date,Sales,Region\n2024-01-01,1,East\n2024-01-02,2,\xBB\xAA\xB6\xAB\n");
    REQUIRE(codeOf(gbk) == "facts.not_utf8");
    CHECK(gbk.error()[0].params == Json({{"byteOffset", 49}, {"guess", "gb18030"}}));
    const auto quoted = import("Date,Sales,Region\n2024-01-01,1,\"a\"\"b\"\"\xFF\"\n");
    CHECK(quoted.error()[0].params["byteOffset"] == 38);
    CHECK(import(std::string("\xFF\xFE"
                             "D\0a\0",
                             6))
              .error()[0]
              .params["guess"] == "utf-16le");
    CHECK(import(std::string("D\0a\0t\0e\0\n\0", 10)).error()[0].params["guess"] == "utf-16le");
    CHECK(import(std::string("PK\x03\x04xxxxxx")).error()[0].params["looksLike"] == "xlsx");
    CHECK(import("<html><table>").error()[0].params["looksLike"] == "html");
    CHECK(codeOf(import("")) == "facts.empty");
    CHECK(codeOf(import("Date,Sales\n")) == "facts.empty");
    CHECK(codeOf(import("Date,Sales\nx,y\n")) == "facts.no_valid_rows");
}

TEST_CASE("NUL bytes reject their row, not the file") {
    const ImportOutcome outcome =
        imported(std::string("Date,Sales,Region\n2024-01-01,1,Ea\0st\n2024-01-02,2,West\n", 52));
    CHECK(outcome.report["rows"] == 1);
    CHECK(rejectsOf(outcome.report) == "2 nul_byte [Ea st]\n");
}

TEST_CASE("A column whose sum could overflow is refused") {
    std::string text = "Date,Sales\n";
    for (int row = 0; row < 1'100; ++row) text += "2024-01-01,900000000000\n";
    CHECK(codeOf(import(text)) == "facts.sum_overflow");
}

TEST_CASE("A preview shows what was recognised and why, also half way through") {
    ImportSession session = opened();
    REQUIRE(session.feed(bytesOf("订单日期,地区,销售额,备注\n2024-01-01,华东,1.5,甲\n2024-01-02,华")).has_value());
    const auto preview = session.preview();
    REQUIRE(preview.has_value());
    CHECK((*preview)["delimiter"] == ",");
    CHECK((*preview)["encoding"] == "utf-8");
    CHECK((*preview)["header"] == Json({"订单日期", "地区", "销售额", "备注"}));
    CHECK((*preview)["columns"][0]["kind"] == "date");
    CHECK((*preview)["columns"][1]["field"] == "region");
    CHECK((*preview)["columns"][2]["kind"] == "number");
    CHECK((*preview)["columns"][3]["field"].is_null());
    CHECK((*preview)["columns"][3]["reason"] == "not_ours");
    CHECK((*preview)["rows"][0] == Json({"2024-01-01", "华东", "1.5", "甲"}));
    CHECK((*preview)["missing"].empty());
    CHECK((*preview)["fingerprint"].get<std::string>().size() == 16);
}

TEST_CASE("A table restored from its snapshot is the same table with the same report") {
    const ImportOutcome outcome = import(fixture("hard.csv"), {{"dateOrder", "dmy"}}).value();
    const auto bytes = writeSnapshot(*outcome.table);
    for (const std::size_t chunk : {1UL, 7UL, 100'000UL}) {
        auto session = ImportSession::beginRestore({{"table", "orders"}});
        REQUIRE(session.has_value());
        CHECK(codeOf(session->preview()) == "facts.no_preview");
        for (std::size_t at = 0; at < bytes.size(); at += chunk) {
            REQUIRE(session->feed(std::as_bytes(std::span(bytes).subspan(at, std::min(chunk, bytes.size() - at))))
                        .has_value());
        }
        const auto restored = session->commit(Json::object());
        REQUIRE(restored.has_value());
        CHECK(restored->report == reportOf(*outcome.table));
        CHECK(writeSnapshot(*restored->table) == bytes);
    }
}
