// sales.pivot on seven order lines whose sums a reader can check.
#include "sales/order_lines.h"
#include "sales/requests.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

// East: A 100 + 60 (orders o1, o2), B 40 (o2); West: A 30 (o3), C 70 (o4, o5); North without a product 5 (o6).
constexpr std::string_view kLines =
    "Order Date,Order ID,Region,City,Product Line,Customer ID,Sales,Profit,Quantity\n"
    "2024-01-02,o1,East,Shanghai,A,c1,100,20,10\n"
    "2024-01-20,o2,East,Shanghai,A,c2,60,,6\n"
    "2024-01-20,o2,East,Hangzhou,B,c2,40,4,1\n"
    "2024-02-01,o3,West,Chengdu,A,c1,30,3,3\n"
    "2024-02-29,o4,West,Chengdu,C,c3,50,-5,2\n"
    "2024-03-01,o5,West,Xian,C,c3,20,2,1\n"
    "2024-03-31,o6,North,Beijing,,c4,5,1,1\n";

Desk desk() { return Desk(linesOf(kLines), salesRequests()); }

}  // namespace

TEST_CASE("a pivot without axes is the total") {
    Desk asked = desk();
    const Json reply =
        asked.get("sales.pivot", R"({"measures":["amount","margin","quantity","lines","orders","customers"]})");
    CHECK(reply["totals"] == Json({3'050'000, 250'000, 240'000, 7, 6, 4}));
    CHECK(reply["from"] == "2024-01-02");
    CHECK(reply["to"] == "2024-03-31");
}

TEST_CASE("members are sorted by the measure and periods stay in their order") {
    Desk asked = desk();
    const Json byRegion = asked.get(
        "sales.pivot",
        R"({"axes":["region"],"measures":["amount","share:amount","cumulativeShare:amount","rank:amount"],"sort":{"by":"amount"}})");
    CHECK(byRegion["rows"][0]["values"][0] == 2'000'000);
    CHECK(byRegion["rows"][1]["values"][1].get<double>() == Approx(100.0 / 305));
    CHECK(byRegion["rows"][1]["values"][2].get<double>() == Approx(300.0 / 305));
    CHECK(byRegion["rows"][2]["values"][3] == 3.0);
    const Json crossed =
        asked.get("sales.pivot", R"({"axes":["region","month"],"measures":["amount"],"sort":{"by":"amount"}})");
    CHECK(textOf(crossed) ==
          Lines{"East|2024-01=2000000", "West|2024-02=800000", "West|2024-03=200000", "North|2024-03=50000"});
}

TEST_CASE("what is behind the top is one row, last, and counts distinct orders once") {
    Desk asked = desk();
    const Json top = asked.get(
        "sales.pivot", R"({"axes":["city"],"measures":["amount","orders"],"top":{"n":2},"sort":{"by":"amount"}})");
    // Shanghai 160, Chengdu 80; the rest: Hangzhou 40 (o2), Xian 20 (o5), Beijing 5 (o6).
    CHECK(textOf(top) == Lines{"Shanghai=1600000 2", "Chengdu=800000 2", "…=650000 3"});
    CHECK(top["axes"][0]["members"][2]["others"] == 3);
    const Json without = asked.get(
        "sales.pivot",
        R"({"axes":["city"],"measures":["amount","share:amount"],"top":{"n":2,"others":false},"sort":{"by":"amount"}})");
    REQUIRE(without["rows"].size() == 2);
    CHECK(without["totals"][0] == 3'050'000);
    CHECK(without["rows"][1]["values"][1].get<double>() == Approx(80.0 / 305));
}

TEST_CASE("missing values are told as missing, not as zero") {
    Desk asked = desk();
    const Json reply =
        asked.get("sales.pivot", R"({"axes":["productLine","customer"],"measures":["margin","marginRatio"]})");
    // o2's line of A has no profit: c2 bought A without any, B with 4.
    CHECK(textOf(reply) == Lines{"|c4=10000 0.2", "A|c1=230000 0.17692307692307693", "A|c2=- -", "B|c2=40000 0.1",
                                 "C|c3=-30000 -0.04285714285714286"});
}

TEST_CASE("subtotals count distinct values anew") {
    Desk asked = desk();
    const Json reply = asked.get(
        "sales.pivot", R"({"axes":["region","productLine"],"measures":["orders","averageOrder"],"subtotals":true})");
    const Json& east = reply["subtotals"][0];
    CHECK(east["at"] == Json::array({0}));
    CHECK(east["values"] == Json({2, 1'000'000.0}));  // o1 and o2 though o2 is in A and B: 200 / 2
}

TEST_CASE("filters, days and periods narrow each other") {
    Desk asked = desk();
    const auto total = [&](const char* params) { return asked.get("sales.pivot", params)["totals"]; };
    CHECK(total(R"({"filters":{"region":["West","East"],"productLine":["A"]}})") == Json({1'900'000}));
    CHECK(total(R"({"filters":{"productLine":[null]}})") == Json({50'000}));
    CHECK(total(R"({"period":"2024-02"})") == Json({800'000}));
    CHECK(total(R"({"period":"2024-Q1","from":"2024-01-20","to":"2024-02-01"})") == Json({1'300'000}));
    CHECK(total(R"({"filters":{"region":["south"]}})") == Json::array());
    CHECK(total(R"({"filters":{"region":["EAST"]}})") == Json({2'000'000}));  // names match as imports match them
}

TEST_CASE("weekdays and months of the year gather all years") {
    Desk asked = desk();
    // 2 January 2024 was a Tuesday, 20 January a Saturday, 1 February and 29 February Thursdays, 1 March a Friday, 31 March a Sunday.
    CHECK(textOf(asked.get("sales.pivot", R"({"axes":["weekday"],"measures":["lines"]})")) ==
          Lines{"2=1", "4=2", "5=1", "6=2", "7=1"});
    CHECK(textOf(asked.get("sales.pivot", R"({"axes":["monthOfYear","quarter"],"measures":["lines"]})")) ==
          Lines{"1|2024-Q1=3", "2|2024-Q1=2", "3|2024-Q1=2"});
}

TEST_CASE("the columns reply holds the same numbers") {
    Desk asked = desk();
    const Json reply =
        asked.get("sales.pivot", R"({"axes":["region"],"measures":["amount","margin"],"reply":"columns"})");
    CHECK(reply["resultId"] == "result-1");
    CHECK(asked.columns().ints.at("axis0") == std::vector<std::int32_t>{1, 2, 3});
    CHECK(asked.columns().doubles.at("measure0") == std::vector<double>{2'000'000, 1'000'000, 50'000});
    const Json page = asked.get("sales.pivot", R"({"axes":["region"],"measures":["amount","rank:amount"],
        "reply":"columns","sort":{"by":"amount","descending":false},"offset":1,"limit":1})");
    CHECK(page["groups"] == 3);
    CHECK(asked.columns().ints.at("axis0") == std::vector<std::int32_t>{2});
    CHECK(asked.columns().doubles.at("measure0") == std::vector<double>{1'000'000});
    CHECK(asked.columns().doubles.at("measure1") == std::vector<double>{2});
}

TEST_CASE("wrong names are located") {
    Desk asked = desk();
    CHECK(asked.codeOf("sales.pivot", R"({"axes":["region","planet"]})") == "sales.no_such_dimension at /axes/1");
    CHECK(asked.codeOf("sales.pivot", R"({"filters":{"planet":["x"]}})") ==
          "sales.no_such_dimension at /filters/planet");
    CHECK(asked.codeOf("sales.pivot", R"({"measures":["happiness"]})") == "sales.no_such_measure at /measures");
    CHECK(asked.codeOf("sales.pivot", R"({"measures":["cost"]})") == "sales.missing_measure at /measures");
    CHECK(asked.codeOf("sales.pivot", R"({"axes":["org"]})") == "sales.no_units at /axes/0");
    CHECK(asked.codeOf("sales.pivot", R"({"period":"2024-13"})").starts_with("calendar."));
    CHECK(asked.codeOf("sales.pivot", R"({"axes":["month"],"top":{"n":1}})") == "sales.bad_top at /top");
}

TEST_CASE("a customer is new in the days asked for when nothing was bought before them, whatever is filtered") {
    Desk asked = desk();
    const auto by = [&](const std::string& subject) {
        return textOf(asked.get(
            "sales.pivot",
            "{" + subject + R"("axes":["newCustomer"],"measures":["amount","customers"],"sort":{"by":"member"}})"));
    };
    // February: c1 has bought in January (30), c3 has not (50). March: c3 has (20), c4 has not (5).
    CHECK(by(R"("period":"2024-02",)") == Lines{"existing=300000 1", "new=500000 1"});
    CHECK(by(R"("period":"2024-03",)") == Lines{"existing=200000 1", "new=50000 1"});
    // c1 bought in the East first: in the West alone it would look new.
    CHECK(by(R"("period":"2024-02","filters":{"region":["West"]},)") == Lines{"existing=300000 1", "new=500000 1"});
    // Nothing is known of the time before the data: everybody is new over all days.
    CHECK(by("") == Lines{"new=3050000 4"});
    const Json lines = asked.get("sales.records", R"({"period":"2024-02","filters":{"newCustomer":["new"]}})");
    REQUIRE(lines["total"] == 1);
    CHECK(lines["sums"]["amount"] == 500'000);
    const Json both = asked.get(
        "sales.records", R"({"period":"2024-02","filters":{"newCustomer":["new","existing"],"customer":["c1"]}})");
    CHECK(both["sums"]["amount"] == 300'000);
}

TEST_CASE("a table without customers cannot tell new ones") {
    Desk asked(linesOf("Order Date,Region,Sales\n2024-01-02,East,1\n"), salesRequests());
    CHECK(asked.codeOf("sales.pivot", R"({"axes":["newCustomer"],"measures":["amount"]})")
              .starts_with("sales.no_such_dimension"));
    CHECK(
        asked.codeOf("sales.records", R"({"filters":{"newCustomer":["new"]}})").starts_with("sales.no_such_dimension"));
}
