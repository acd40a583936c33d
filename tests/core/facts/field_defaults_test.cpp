// Fixed values for fields the file does not have, and for blank cells where that is asked for; the separator the manager chose.
#include "facts/merged.h"
#include "facts/report.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

Json defaultsOf(const Json& defaults) { return {{"defaults", defaults}}; }

}  // namespace

TEST_CASE("A field without a column has its default in every row, whatever its type") {
    const auto outcome = importedAs("opportunities", "客户,金额\nA,5\nB,7\n",
                                    defaultsOf({{"day", {{"value", "2026-03-31"}}},
                                                {"probability", {{"value", "60%"}}},
                                                {"created", {{"value", "2026年1月"}}},
                                                {"region", {{"value", " 华东 "}}},
                                                {"x:币种", {{"value", "CNY"}}}}));
    CHECK(rowsOf(*outcome.table) == "2026-03-31|5|0|2026-01-01|A|华东|CNY\n2026-03-31|7|0|2026-01-01|B|华东|CNY\n");
    CHECK(outcome.table->amounts.at("probability") == std::vector<std::int64_t>{6'000, 6'000});
    CHECK(outcome.report["filled"] ==
          Json({{"day", 2}, {"probability", 2}, {"created", 2}, {"region", 2}, {"x:币种", 2}}));
    CHECK(outcome.report["mapping"]["defaults"]["probability"] == Json({{"value", "60%"}, {"blanks", false}}));
}

TEST_CASE("Blank cells take the default only when the manager says so") {
    const std::string text =
        "日期,地区,数量,销售额\n2026-01-05,East,2,10\n,,,20\n2026-01-06,-,N/A,30\n2026-01-07,West,x,40\n";
    const Json wanted = {{"value", "3"}};
    const auto kept = importedAs("orders", text, defaultsOf({{"quantity", wanted}, {"region", {{"value", "West"}}}}));
    CHECK(rowsOf(*kept.table) == "2026-01-05|10|2|East\n2026-01-06|30|-|-\n");
    CHECK(kept.report["filled"].empty());
    CHECK(kept.report["rejectsByCode"] == Json({{"facts.missing_day", 1}, {"facts.bad_number", 1}}));
    const auto filled = importedAs("orders", text,
                                   defaultsOf({{"quantity", {{"value", "3"}, {"blanks", true}}},
                                               {"region", {{"value", "West"}, {"blanks", true}}},
                                               {"day", {{"value", "2026-01-31"}, {"blanks", true}}}}));
    CHECK(rowsOf(*filled.table) == "2026-01-05|10|2|East\n2026-01-06|30|3|-\n2026-01-31|20|3|West\n");
    CHECK(filled.report["filled"] == Json({{"day", 1}, {"quantity", 2}, {"region", 1}}));
    CHECK(filled.report["rejectsByCode"] == Json({{"facts.bad_number", 1}}));  // x is not blank
}

TEST_CASE("With a default for the day, rows that add others up are still told and left out") {
    const auto outcome =
        importedAs("orders", "客户,销售额\n甲,10\n乙,20\n合计,30\n", defaultsOf({{"day", {{"value", "2026-01-31"}}}}));
    CHECK(outcome.report["totals"]["amount"] == 300'000);
    CHECK(outcome.report["rejectsByCode"] == Json({{"facts.total_row", 1}}));
    CHECK(outcome.report["rejects"][0]["line"] == 4);
}

TEST_CASE("A default that means nothing as its field's type is refused, all of them at once") {
    ImportSession session = openedAs("opportunities", "日期,金额\n2026-01-05,1\n",
                                     defaultsOf({{"probability", {{"value", "60"}}},
                                                 {"created", {{"value", "03/04/2026"}}},
                                                 {"region", {{"value", " \u3000"}}},
                                                 {"quantity", {{"value", "1"}}},
                                                 {"day", {{"value", "soon"}}}}));
    const auto refused = session.commit(Json::object());
    REQUIRE(codeOf(refused) ==
            "facts.bad_default facts.bad_default facts.bad_default facts.unknown_field facts.bad_default");
    CHECK(refused.error()[0].params == Json({{"field", "created"}, {"value", "03/04/2026"}, {"type", "date"}}));
    CHECK(refused.error()[2].path == "/mapping/defaults/probability");
    CHECK(codeOf(ImportSession::begin({{"table", "orders"}, {"mapping", {{"defaults", {{"day", 5}}}}}})) ==
          "facts.bad_mapping");
}

TEST_CASE("Defaults may be part of a key and are taken back by null") {
    const auto old =
        importedAs("orders", "订单号,日期,销售额\nA,2026-01-05,1\n", defaultsOf({{"region", {{"value", "East"}}}}))
            .table;
    ImportSession session =
        openedAs("orders", "订单号,日期,销售额\nA,2026-01-05,2\n", defaultsOf({{"region", {{"value", "West"}}}}));
    const Json upsert = upsertBy({"order", "region"});
    CHECK(session.commit({{"merge", upsert}}, standing(old))->report["changes"] == changes(1, 0, 0, 0, 1));
    const Json east = defaultsOf({{"region", {{"value", "East"}}}});
    CHECK(session.commit({{"merge", upsert}, {"mapping", east}}, standing(old))->report["changes"] ==
          changes(0, 1, 0, 0, 0));
    const auto without = session.commit({{"mapping", defaultsOf({{"region", nullptr}})}});
    CHECK(without->table->dimension("region") == nullptr);
}

TEST_CASE("A file is cut at the separator the manager chose; the one the file suggests is told") {
    const std::string text = "日期;备注;销售额\n2026-01-05;\"a,b\";1,5\n2026-01-06;c,d;2,5\n";
    ImportSession found = openedAs("orders", text);
    CHECK(found.preview().value()["delimiter"] == ";");
    ImportSession chosen = openedAs("orders", text, {{"delimiter", ","}});
    const Json preview = chosen.preview().value();
    CHECK(preview["delimiter"] == ",");
    CHECK(preview["delimiterFound"] == ";");
    CHECK(preview["rows"][0] == Json({"2026-01-05;\"a", "b\";1", "5"}));
    CHECK(codeOf(found.commit({{"mapping", {{"delimiter", ","}}}})) == "facts.bad_mapping");
    const auto outcome = openedAs("orders", "日期|销售额\n2026-01-05|1\n", {{"delimiter", "|"}}).commit(Json::object());
    CHECK(outcome->report["mapping"]["delimiter"] == "|");
    const auto excel =
        openedAs("orders", "sep=;\n日期|销售额\n2026-01-05|1\n", {{"delimiter", "|"}}).commit(Json::object());
    REQUIRE(excel.has_value());
    CHECK(excel->report["totals"]["amount"] == 10'000);
    CHECK(codeOf(ImportSession::begin({{"table", "orders"}, {"mapping", {{"delimiter", "x"}}}})) ==
          "facts.bad_mapping");
}

TEST_CASE("Any field may be tried as a key, with what it would leave open") {
    ImportSession session =
        openedAs("orders", "日期,地区,城市,销售额\n2026-01-05,E,a,1\n2026-01-05,E,b,1\n2026-01-06,,a,2\n");
    const Json proposal = session.proposeKey(Json::object()).value();
    CHECK(proposal["fields"] ==
          Json::parse(R"([{"field":"day","distinct":2,"missing":0},{"field":"amount","distinct":2,"missing":0},
        {"field":"city","distinct":2,"missing":0},{"field":"region","distinct":1,"missing":1}])"));
    CHECK(session.proposeKey({{"key", {"region", "city"}}}).value() ==
          Json({{"key", {"region", "city"}}, {"distinct", 2}, {"repeats", 0}, {"missing", 1}}));
    CHECK(session.proposeKey({{"key", {"amount"}}}).value()["repeats"] == 1);
    CHECK(codeOf(session.proposeKey({{"key", {"sku"}}})) == "facts.missing_key_field");
}
