// Merging a file into the table that stands: who is matched with whom, what is counted, what comes out.
#include "facts/upsert.h"

#include <map>
#include <set>

#include "base/rng.h"
#include "facts/merged.h"
#include "facts/snapshot.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

const std::string kHeader = "订单号,订单日期,地区,销售额\n";
const std::string kOld = kHeader +
                         "O1,2024-01-01,East,100\nO2,2024-01-02,West,200\nO3,2024-01-03,East,300\n"
                         "O5,2024-01-03,South,500\n";
const std::string kNew = kHeader + "O2,2024-01-02,West,250\nO3,2024-01-03,East,300\nO4,2024-01-04,North,400\n";

std::vector<std::uint8_t> bytesApartFromSource(const FactTable& table) {
    FactTable bare = table;
    bare.source = Json::object();
    bare.rejects = nullptr;
    return writeSnapshot(bare);
}

}  // namespace

TEST_CASE("An upsert counts and stores new, changed, unchanged and kept rows") {
    const auto old = importedAs("orders", kOld).table;
    const auto merged = merge(old, kNew, upsertBy({"order"}));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(1, 1, 1, 0, 2));
    CHECK(rowsOf(*merged->table) ==
          "2024-01-01|100|O1|East\n2024-01-02|250|O2|West\n2024-01-03|300|O3|East\n2024-01-03|500|O5|South\n"
          "2024-01-04|400|O4|North\n");
    CHECK(merged->report["totals"]["amount"] == 15'500'000);
    CHECK(merged->report["file"]["totals"]["amount"] == 9'500'000);
    CHECK(merged->report["file"]["firstDay"] == "2024-01-02");
    CHECK(merged->table->sourceLine == std::vector<std::uint32_t>{0, 2, 3, 0, 4});
    CHECK_FALSE(merged->report.contains("samples"));
}

TEST_CASE("Rows of the file's days that the file no longer has go only when asked, and only those") {
    const auto old = importedAs("orders", kOld).table;
    const auto merged = merge(old, kNew, upsertBy({"order"}, "sameDays"));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(1, 1, 1, 1, 1));
    CHECK(rowsOf(*merged->table) ==
          "2024-01-01|100|O1|East\n2024-01-02|250|O2|West\n2024-01-03|300|O3|East\n2024-01-04|400|O4|North\n");
    CHECK(merged->table->dimension("region")->values() == TextList{"", "East", "West", "North"});
}

TEST_CASE("A dry run tells what would change, cell by cell, and an old row without a key is never removed") {
    const auto old = importedAs("orders", kHeader + ",2024-01-02,East,7\nO2,2024-01-02,West,200\n").table;
    const auto dry = merge(old, kHeader + "O2,2024-01-03,West,\n", upsertBy({"order"}, "sameDays"), true);
    REQUIRE(dry.has_value());
    CHECK(dry->report["dryRun"] == true);
    CHECK(dry->report["changes"] == changes(0, 1, 0, 0, 1));
    CHECK(dry->report["samples"] ==
          Json::parse(
              R"([{"key":{"order":"O2"},"line":2,"cells":[{"field":"day","old":"2024-01-02","new":"2024-01-03"},
                  {"field":"amount","old":2000000,"new":null}]}])"));
}

TEST_CASE("The same file twice changes nothing, whatever is wrong with it") {
    for (const Json& key : {Json({"day", "region"}), Json({"region"}), Json({"day", "amount"})}) {
        const auto once = import(fixture("hard.csv"), {{"dateOrder", "dmy"}}).value().table;
        ImportSession session = opened({{"dateOrder", "dmy"}});
        REQUIRE(session.feed(bytesOf(fixture("hard.csv"))).has_value());
        for (const char* missing : {"none", "sameDays"}) {
            const auto twice = session.commit({{"merge", upsertBy(key, missing)}}, standing(once));
            REQUIRE(twice.has_value());
            CHECK(twice->report["changes"] == changes(0, 0, 6, 0, 0));
            CHECK(bytesApartFromSource(*twice->table) == bytesApartFromSource(*once));
        }
    }
}

TEST_CASE("Lines that share a key: equal ones belong together, of the rest the k-th to the k-th") {
    const auto lines = [](const char* amounts) {
        std::string text = kHeader;
        for (const char* c = amounts; *c != 0; ++c) text += std::string("X,2024-01-01,East,") + *c + "\n";
        return text;
    };
    const auto counted = [&](const char* old, const char* file) {
        return merge(importedAs("orders", lines(old)).table, lines(file), upsertBy({"order"})).value().report;
    };
    CHECK(counted("123", "13")["changes"] == changes(0, 0, 2, 0, 1));  // 2 is gone, 3 is not taken for a changed 2
    CHECK(counted("12", "152")["changes"] == changes(1, 0, 2, 0, 0));
    CHECK(counted("12", "678")["changes"] == changes(1, 2, 0, 0, 0));  // 1 to 6, 2 to 7
    CHECK(counted("12", "678")["totals"]["amount"] == 210'000);
    CHECK(counted("1122", "1222")["changes"] == changes(0, 1, 3, 0, 0));
    CHECK(counted("123", "93")["totals"]["amount"] == 140'000);  // 1 to 9, 3 stays, 2 is kept
}

TEST_CASE("Rows of the file without a whole key are rejected with their line and reason") {
    const auto old = importedAs("orders", kOld).table;
    ImportSession session = openedAs("orders", kHeader + "O2,2024-01-02,West,250\n \xE3\x80\x80,2024-01-02,East,9\n");
    const auto merged = session.commit({{"merge", upsertBy({"order", "region"})}}, standing(old));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(0, 1, 0, 0, 3));
    CHECK(merged->report["rejectsByCode"] == Json({{"facts.missing_key", 1}}));
    CHECK(merged->report["rejects"][0]["line"] == 3);
    CHECK(merged->report["rejects"][0]["header"] == "订单号");
}

TEST_CASE("Columns of either side stay: the file's are added, those it lacks keep their values") {
    const auto old = importedAs("orders", kOld).table;
    const auto merged =
        merge(old, "订单号,订单日期,销售额,利润,城市\nO2,2024-01-02,200,20,北京\nO9,2024-01-05,1,2,上海\n",
              upsertBy({"order"}));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(1, 1, 0, 0, 3));
    CHECK(rowsOf(*merged->table) ==
          "2024-01-01|100|-||O1|East\n2024-01-02|200|20|北京|O2|West\n2024-01-03|300|-||O3|East\n"
          "2024-01-03|500|-||O5|South\n2024-01-05|1|2|上海|O9|\n");
    CHECK(merged->report["warnings"] ==
          Json::parse(R"([{"code":"facts.columns_added","params":{"fields":["margin","city"]}},
                          {"code":"facts.columns_kept","params":{"fields":["region"]}}])"));
    const auto again = merge(merged->table, "订单号,订单日期,销售额\nO2,2024-01-02,200\n", upsertBy({"order"}));
    CHECK(again->report["changes"] == changes(0, 0, 1, 0, 4));
}

TEST_CASE("Appending adds every row, replacing keeps none of the old ones and says how many the file still has") {
    const auto old = importedAs("orders", kOld).table;
    const auto appended = merge(old, kNew, {{"mode", "append"}});
    CHECK(appended->report["changes"] == changes(3, 0, 0, 0, 4));
    CHECK(appended->report["totals"]["amount"] == 20'500'000);
    const auto replaced = merge(old, kNew, nullptr);
    CHECK(replaced->report["changes"] == changes(2, 0, 1, 3, 0));
    CHECK(replaced->report["rows"] == 3);
    CHECK(merge(old, kNew, {{"mode", "replace"}, {"key", {"order"}}})->report["changes"] == changes(1, 1, 1, 2, 0));
    CHECK(merge(old, kOld, nullptr)->report["changes"] == changes(0, 0, 4, 0, 0));
}

TEST_CASE("A key must be there, in the file and in the table") {
    const auto old = importedAs("orders", "日期,金额\n2024-01-01,1\n").table;
    CHECK(codeOf(merge(old, kNew, {{"mode", "upsert"}})) == "facts.no_key");
    const auto file = merge(old, kNew, upsertBy({"sku", "customer"}));
    REQUIRE(codeOf(file) == "facts.missing_key_field facts.missing_key_field");
    CHECK(file.error()[0].params == Json({{"field", "sku"}, {"where", "file"}}));
    const auto table = merge(old, kNew, upsertBy({"order"}));
    REQUIRE(codeOf(table) == "facts.missing_key_field");
    CHECK(table.error()[0].params == Json({{"field", "order"}, {"where", "table"}}));
}

TEST_CASE("Sums that would overflow only after the merge are refused") {
    std::string text = kHeader;
    for (int row = 0; row < 700; ++row) text += "O,2024-01-01,East,900000000000\n";
    const auto old = importedAs("orders", text).table;
    CHECK(codeOf(merge(old, text, {{"mode", "append"}})) == "facts.sum_overflow");
}

TEST_CASE("Random tables merge as a map of rows does, and merging again changes nothing") {
    Rng rng(31);
    for (int trial = 0; trial < 200; ++trial) {
        using Rows = std::map<std::string, std::string>;  // "order,sku" to the rest of the row
        const auto draw = [&] {
            Rows rows;
            for (std::uint32_t i = 0; i < 1 + rng.below(40); ++i) {
                const std::string key = "O" + std::to_string(rng.below(12)) + ",S" + std::to_string(rng.below(4));
                rows[key] = "2024-01-0" + std::to_string(1 + rng.below(9)) + ",R" + std::to_string(rng.below(3)) + "," +
                            std::to_string(rng.below(5));
            }
            return rows;
        };
        const auto textOf = [](const Rows& rows) {
            std::string text = "Order ID,SKU,Order Date,Region,Sales\n";
            for (const auto& [key, rest] : rows) text += key + "," + rest + "\n";
            return text;
        };
        const auto sorted = [](const FactTable& table) {
            std::multiset<std::string> rows;
            for (std::size_t row = 0; row < table.rows; ++row) {
                const auto value = [&](const char* field) -> std::string {
                    return std::string(table.dimension(field)->values()[table.dimension(field)->codeAt(row)]);
                };
                rows.insert(value("order") + "," + value("sku") + "," + formatIsoDay(table.day[row]) + "," +
                            value("region") + "," + std::to_string(table.amount("amount")[row] / 10'000));
            }
            return rows;
        };
        const Rows before = draw();
        const Rows file = draw();
        Rows expected = before;
        Json counted = changes(0, 0, 0, 0, 0);
        for (const auto& [key, rest] : before) counted["kept"] = counted["kept"].get<int>() + !file.contains(key);
        for (const auto& [key, rest] : file) {
            const char* kind = !before.contains(key) ? "new" : before.at(key) == rest ? "unchanged" : "changed";
            counted[kind] = counted[kind].get<int>() + 1;
            expected[key] = rest;
        }
        std::multiset<std::string> rows;
        for (const auto& [key, rest] : expected) rows.insert(key + "," + rest);
        const auto old = importedAs("orders", textOf(before)).table;
        const auto merged = merge(old, textOf(file), upsertBy({"order", "sku"})).value();
        REQUIRE(merged.report["changes"] == counted);
        REQUIRE(sorted(*merged.table) == rows);
        REQUIRE(std::is_sorted(merged.table->day.begin(), merged.table->day.end()));
        const auto again = merge(merged.table, textOf(file), upsertBy({"order", "sku"})).value();
        const int known = static_cast<int>(file.size());
        REQUIRE(again.report["changes"] == changes(0, 0, known, 0, static_cast<int>(expected.size()) - known));
        REQUIRE(bytesApartFromSource(*again.table) == bytesApartFromSource(*merged.table));
    }
}

TEST_CASE("A million rows are imported and merged") {
    const auto textOf = [](int first, int last, int changedEvery) {
        std::string text = "Order ID,Order Date,Sales\n";
        for (int row = first; row < last; ++row) {
            const int day = row % 28 + 1;
            text += "O" + std::to_string(row) + ",2024-01-" + (day < 10 ? "0" : "") + std::to_string(day) + "," +
                    (changedEvery > 0 && row % changedEvery == 0 ? "2.5" : "1.5") + "\n";
        }
        return text;
    };
    const auto old = importedAs("orders", textOf(0, 1'000'000, 0));
    CHECK(old.report["totals"]["amount"] == 15'000'000'000);
    // The file has the last 100,000 of them, every 1,000th changed, and 100,000 new ones, every 1,000th of them of 2.5, too.
    const auto merged = merge(old.table, textOf(900'000, 1'100'000, 1'000), upsertBy({"order"}));
    REQUIRE(merged.has_value());
    CHECK(merged->report["changes"] == changes(100'000, 100, 99'900, 0, 900'000));
    CHECK(merged->report["rows"] == 1'100'000);
    CHECK(merged->report["totals"]["amount"] == 15'000LL * 1'100'000 + 10'000LL * 200);
}

TEST_CASE("A commit takes over what a dry run has made, and makes it anew when anything is asked differently") {
    const auto old = importedAs("orders", kOld).table;
    ImportSession session = openedAs("orders", kNew);
    const Json upsert = {{"merge", upsertBy({"order"})}, {"dryRun", true}};
    const auto dry = session.commit(upsert, standing(old));
    REQUIRE(dry.has_value());
    const Json written = {{"merge", upsertBy({"order"})}};
    const auto same = session.commit(written, standing(old));
    REQUIRE(same.has_value());
    CHECK(same->table == dry->table);
    CHECK(same->report["dryRun"] == false);
    CHECK_FALSE(same->report.contains("samples"));
    CHECK(same->report["changes"] == changes(1, 1, 1, 0, 2));

    SECTION("another table stands now") {
        const auto other = importedAs("orders", kOld + "O4,2024-01-04,North,400\n").table;
        const auto again = session.commit(written, standing(other));
        CHECK(again->table != dry->table);
        CHECK(again->report["changes"] == changes(0, 1, 2, 0, 2));
    }
    SECTION("another key") {
        const auto again = session.commit({{"merge", upsertBy({"order", "day"}, "sameDays")}}, standing(old));
        CHECK(again->report["changes"] == changes(1, 1, 1, 1, 1));
    }
    SECTION("another mapping, also after a proposal in between") {
        const Json mapping = {{"columns", {{"地区", nullptr}}}};
        REQUIRE(session.proposeKey({{"mapping", mapping}}).has_value());
        const auto again = session.commit({{"mapping", mapping}, {"merge", upsertBy({"order"})}}, standing(old));
        CHECK(again->report["warnings"][0]["code"] == "facts.columns_kept");
        CHECK(session.commit(written, standing(old))->report["warnings"].empty());
    }
}

TEST_CASE("Without a key rows are matched within their day, whatever their order") {
    const auto old = importedAs("orders", kHeader +
                                              "A,2024-01-01,E,1\nB,2024-01-02,E,2\nB,2024-01-02,E,2\nC,2024-01-02,W,3\n"
                                              "D,2024-01-04,W,4\n")
                         .table;
    // Of 2024-01-02 one B is left and C came first; D moved to another day; X is new on a day of its own.
    const auto replaced = merge(
        old, kHeader + "X,2024-01-03,E,9\nC,2024-01-02,W,3\nB,2024-01-02,E,2\nA,2024-01-01,E,1\nD,2024-01-05,W,4\n",
        nullptr);
    CHECK(replaced->report["changes"] == changes(2, 0, 3, 2, 0));
    const auto reversed = merge(
        old, kHeader + "D,2024-01-04,W,4\nC,2024-01-02,W,3\nB,2024-01-02,E,2\nB,2024-01-02,E,2\nA,2024-01-01,E,1\n",
        nullptr);
    CHECK(reversed->report["changes"] == changes(0, 0, 5, 0, 0));
}
