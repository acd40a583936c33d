// Trend, Pareto, variance, cross and anomalies on numbers a reader can follow.
#include <cmath>

#include "performance/analysis_requests.h"
#include "performance/anomalies.h"
#include "performance/concentration.h"
#include "performance/variance.h"
#include "performance/year_before.h"
#include "sales/order_lines.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

Desk desk(std::string_view csv) { return Desk(linesOf(csv), analysisRequests()); }

}  // namespace

TEST_CASE("concentration of the textbook cases") {
    const std::vector<std::int64_t> equal(4, 25);
    CHECK(concentrationOf(equal).gini == Approx(0).margin(1e-12));
    CHECK(concentrationOf(equal).hhi == Approx(0.25));
    const std::vector<std::int64_t> one = {100};
    CHECK(concentrationOf(one).hhi == Approx(1));
    // 4, 3, 2, 1: G = 2·(1·1 + 2·2 + 3·3 + 4·4) / (4·10) - 5/4 = 0.25; HHI = (16 + 9 + 4 + 1) / 100.
    const std::vector<std::int64_t> stairs = {4, 3, 2, 1};
    CHECK(concentrationOf(stairs).gini == Approx(0.25));
    CHECK(concentrationOf(stairs).hhi == Approx(0.30));
    CHECK(membersForShare(stairs, 0.7) == 2);  // 4 + 3 = 7 of 10
    CHECK(membersForShare(stairs, 0.71) == 3);
    CHECK(membersForShare({}, 0.5) == 0);
}

TEST_CASE("classes end with the member that reaches the share; losses and nameless lines stand apart") {
    Desk asked = desk(
        "Order Date,Customer ID,Sales\n2024-01-01,a,60\n2024-01-02,b,25\n2024-01-03,c,10\n2024-01-04,d,5\n"
        "2024-01-05,e,-7\n2024-01-06,,3\n2024-01-07,f,0\n");
    const Json reply = asked.get("performance.pareto", "{}");
    CHECK(reply["members"] == 4);
    CHECK(reply["total"] == 1'000'000);
    CHECK(reply["classes"][0]["members"] == 2);  // 60 + 25 passes 80 %
    CHECK(reply["classes"][1]["members"] == 1);  // 95 % with c
    CHECK(reply["classes"][2]["amount"] == 50'000);
    CHECK(reply["rows"][1]["class"] == "A");
    CHECK(reply["rows"][3]["class"] == "C");
    CHECK(reply["headShare"]["members"] == 1);
    CHECK(reply["headShare"]["share"] == Approx(0.6));
    CHECK(reply["negatives"] == Json({{"members", 1}, {"amount", -70'000}}));
    CHECK(reply["unnamed"] == Json({{"lines", 1}, {"amount", 30'000}}));
    CHECK(reply["zeros"] == 1);
    CHECK(asked.codeOf("performance.pareto", R"({"cuts":[0.9,0.5]})") == "performance.bad_cuts at /cuts");
}

TEST_CASE("a running month is compared with as many working days") {
    // March 2024 has run until Friday the 8th: 6 working days. The 6th of February is Thursday the 8th, of March 2023 Wednesday the 8th.
    Desk asked = desk(
        "Order "
        "Date,Sales\n2023-03-08,70\n2023-03-09,999\n2024-01-31,40\n2024-02-08,50\n2024-02-09,888\n2024-03-08,60\n");
    const Json reply = asked.get("performance.trend", R"({"periods":2})");
    CHECK(reply["asOf"] == "2024-03-08");
    const Json& february = reply["series"][0]["points"][0];
    CHECK(february["period"] == "2024-02");
    CHECK(february["partial"] == false);
    CHECK(february["value"] == 9'380'000);
    CHECK(february["previous"]["value"] == 400'000);
    const Json& march = reply["series"][0]["points"][1];
    CHECK(march["partial"] == true);
    CHECK(march["value"] == 600'000);
    CHECK(march["previous"]["to"] == "2024-02-08");
    CHECK(march["previous"]["value"] == 500'000);
    CHECK(march["previous"]["ratio"].get<double>() == Approx(0.2));
    CHECK(march["lastYear"]["to"] == "2023-03-08");
    CHECK(march["lastYear"]["value"] == 700'000);
    CHECK(march["lastYear"]["whole"] == false);  // the data begin on the 8th: no growth can be told
    CHECK(march["lastYear"]["ratio"].is_null());
    CHECK(february["lastYear"]["value"].is_null());  // before the data begin
}

TEST_CASE("several measures are told in one pass as each alone would be") {
    Desk asked = desk(
        "Order Date,Sales,Profit,Order "
        "ID\n2023-03-08,70,7,a\n2024-01-31,40,4,b\n2024-02-08,50,-5,c\n2024-02-08,10,1,c\n"
        "2024-03-08,60,6,d\n");
    const Json together =
        asked.get("performance.trend", R"({"periods":3,"measures":["amount","marginRatio","orders"]})");
    REQUIRE(together["measures"].size() == 3);
    CHECK(together["asOf"] == "2024-03-08");
    for (std::size_t m = 0; m < 3; ++m) {
        const std::string name = together["measures"][m]["measure"];
        CHECK(together["measures"][m] == asked.get("performance.trend", R"({"periods":3,"measure":")" + name + "\"}"));
    }
    CHECK(together["measures"][2]["series"][0]["points"][1]["value"] == 1);  // February: order c
    CHECK(asked.codeOf("performance.trend", R"({"measures":["nothing"]})").starts_with("sales.no_such_measure"));
}

TEST_CASE("a trend in columns tells what the rows tell") {
    Desk asked = desk(
        "Order "
        "Date,Sales,Region\n2023-02-08,70,N\n2024-01-31,40,N\n2024-02-08,50,N\n2024-02-08,10,S\n2024-03-08,60,S\n");
    const std::string params = R"({"periods":3,"axis":"region","measures":["amount","lines"])";
    const Json rows = asked.get("performance.trend", params + "}");
    const Json reply = asked.get("performance.trend", params + R"(,"reply":"columns"})");
    const auto& columns = asked.columns().doubles;
    CHECK(reply["asOf"] == "2024-03-08");
    REQUIRE(reply["series"].size() == 2);
    REQUIRE(reply["periods"].size() == 3);
    std::size_t at = 0;
    const auto same = [](const Json& told, double value) {
        return told.is_null() ? std::isnan(value) : told.get<double>() == value;
    };
    for (const Json& measure : rows["measures"]) {
        for (std::size_t s = 0; s < 2; ++s) {
            const Json& series = measure["series"][s];
            CHECK(reply["series"][s]["key"] == series["key"]);
            for (std::size_t p = 0; p < 3; ++p, ++at) {
                const Json& point = series["points"][p];
                const Json& period = reply["periods"][p];
                CHECK(period["partial"] == point["partial"]);
                CHECK(period["previous"]["to"] == point["previous"]["to"]);
                CHECK(period["lastYear"]["whole"] == point["lastYear"]["whole"]);
                CHECK(same(point["value"], columns.at("value")[at]));
                CHECK(same(point["previous"]["value"], columns.at("previous")[at]));
                CHECK(same(point["previous"]["ratio"], columns.at("previousRatio")[at]));
                CHECK(same(point["lastYear"]["value"], columns.at("lastYear")[at]));
                CHECK(same(point["lastYear"]["ratio"], columns.at("lastYearRatio")[at]));
            }
        }
    }
    CHECK(columns.at("value") == std::vector<double>{400'000, 500'000, 0, 0, 100'000, 600'000, 1, 1, 0, 0, 1, 1});
}

TEST_CASE("each side of a comparison has its own new customers") {
    // a buys in both years, b came in 2023, c came in 2024; what 2023 knows of the time before is 2022.
    Desk asked = desk(
        "Order Date,Sales,Customer "
        "ID\n2022-05-02,1,a\n2023-05-02,10,a\n2023-05-03,20,b\n2024-05-02,40,a\n2024-05-03,80,c\n");
    const Json reply = asked.get(
        "performance.variance",
        R"({"axis":"newCustomer","base":{"period":"2023"},"current":{"period":"2024"},"equalElapsed":false})");
    std::map<std::string, std::pair<int, int>> nodes;
    for (const Json& node : reply["nodes"]) nodes[node["key"]] = {node["base"].get<int>(), node["current"].get<int>()};
    CHECK(nodes["existing"] == std::pair{100'000, 400'000});
    CHECK(nodes["new"] == std::pair{200'000, 800'000});
}

TEST_CASE("volume, mix and price of the textbook example") {
    // Base: 10 × 5 and 10 × 15; current: 6 × 6 and 18 × 14. Average base price 10, 24 pieces: volume (24-20)·10 = 40,
    // mix 6·5 + 18·15 - 240 = 60, price 6·1 - 18·1 = -12; together 288 - 200.
    const std::vector<ProductChange> products = {{50, 10, 36, 6}, {150, 10, 252, 18}};
    const Effects effects = effectsOf(products);
    CHECK(effects.volume == 40);
    CHECK(effects.mix == 60);
    CHECK(effects.price == -12);
    CHECK(effects.sum() == 88);
}

TEST_CASE("products that come, go or have no quantity have their own parts, and every gap is met exactly") {
    const std::vector<ProductChange> products = {
        {0, 0, 70, 3}, {45, 2, 0, 0}, {10, 0, 13, 4}, {1, 3, 2, 7}, {100, 7, 99, 11}};
    const Effects effects = effectsOf(products);
    CHECK(effects.gained == 70);
    CHECK(effects.lost == -45);
    CHECK(effects.other == 3);
    CHECK(effects.sum() == 70 - 45 + 3 + 1 - 1);
}

TEST_CASE("a variance adds up over effects and over nodes") {
    Desk asked = desk(
        "Order Date,Region,SKU,Sales,Quantity\n"
        "2023-01-10,East,A,50,10\n2023-02-10,East,B,150,10\n2023-03-10,West,A,30,6\n"
        "2024-01-10,East,A,36,6\n2024-02-10,East,B,252,18\n2024-12-31,West,C,9,1\n");
    const Json reply = asked.get("performance.variance", R"({"axis":"region"})");
    CHECK(reply["base"]["amount"] == 2'300'000);
    CHECK(reply["current"]["amount"] == 2'970'000);
    CHECK(reply["gap"] == 670'000);
    std::int64_t sum = 0;
    for (const Json& effect : reply["effects"]) sum += effect["amount"].get<std::int64_t>();
    CHECK(sum == 670'000);
    CHECK(reply["nodes"][0]["key"] == "West");  // the largest loss first
    CHECK(reply["nodes"][0]["effects"]["lost"] == -300'000);
    CHECK(reply["nodes"][0]["effects"]["new"] == 90'000);
    CHECK(reply["nodes"][1]["effects"] ==
          Json({{"volume", 400'000}, {"mix", 600'000}, {"price", -120'000}, {"new", 0}, {"lost", 0}, {"other", 0}}));
    CHECK(asked.codeOf("performance.variance", R"({"base":{"from":"2024-02-01"},"axis":"region"})") ==
          "performance.bad_comparison at /base");
}

TEST_CASE("the cell that fell against its row and column comes first") {
    // All cells 100; in 2024 East × A fell to 40, the others stayed.
    std::string csv = "Order Date,Region,Category,Sales\n";
    for (const char* year : {"2023", "2024"})
        for (const char* region : {"East", "West"})
            for (const char* category : {"A", "B"}) {
                const bool fell = std::string(year) == "2024" && region[0] == 'E' && category[0] == 'A';
                csv += std::string(year) + "-12-31," + region + "," + category + (fell ? ",40\n" : ",100\n");
            }
    const Json reply = desk(csv).get("performance.cross", R"({"axes":["region","category"]})");
    CHECK(reply["gap"] == -600'000);
    const Json& first = reply["cells"][0];
    CHECK(first["a"]["key"] == "East");
    CHECK(first["b"]["key"] == "A");
    CHECK(first["gap"] == -600'000);
    CHECK(first["shareOfGap"] == Approx(1));
    CHECK(first["support"] == 2);
    // Expected 100 · 0.7 · 0.7 / 0.85 = 57.647: 17.647 less than its row and column explain.
    CHECK(first["excess"].get<double>() == Approx((40 - 100 * 0.7 * 0.7 / 0.85) * 10'000));
}

TEST_CASE("one unit's outlier is found and season that all share is not") {
    std::vector<double> values, rest, lines;
    for (int week = 0; week < 40; ++week) {
        const double season = week % 10 == 9 ? 0.2 : 1 + 0.3 * std::sin(week);  // a festival week for everybody
        rest.push_back(900 * season * (1 + 0.01 * (week % 3 - 1)));
        values.push_back(100 * season);
        lines.push_back(400);
    }
    values[35] *= 0.5;
    const auto expectations = expectFromRest(values, rest, lines, 26, 8);
    for (std::size_t week = 0; week < values.size(); ++week) {
        if (week < 16) {
            CHECK_FALSE(expectations[week].known);
            continue;
        }
        REQUIRE(expectations[week].known);
        const double score = (values[week] / expectations[week].expected - 1) / expectations[week].scale;
        INFO("week " << week << " score " << score);
        CHECK((std::fabs(score) > 2.58) == (week == 35));
    }
    CHECK(expectations[20].scale == Approx(0.05));  // 1/sqrt(400): counting noise is the floor
}

TEST_CASE("a whole series is compared with the year before, per working day, times its growth") {
    // Ten periods a year; the second year is 10 % above the first, its last period 40 % below that. Period 3 of the second year has
    // one working day of five and sells a fifth.
    std::vector<double> values, days, lines;
    std::vector<std::size_t> before;
    for (std::size_t t = 0; t < 20; ++t) {
        const double season = 100 + 10 * static_cast<double>(t % 10);
        const double worked = t == 13 ? 1 : 5;
        days.push_back(worked);
        values.push_back((t < 10 ? season : season * 1.1) * worked / 5 * (t == 19 ? 0.6 : 1));
        lines.push_back(400);
        before.push_back(t < 10 ? kNoCounterpart : t - 10);
    }
    const auto expectations = expectFromYearBefore(values, days, lines, before, 12, 4);
    CHECK_FALSE(expectations[9].known);
    CHECK_FALSE(expectations[17].known);  // growth is known from the fifth compared period on, its spread four later
    REQUIRE(expectations[18].known);
    CHECK(expectations[18].expected == Approx(180 * 1.1));
    CHECK(expectations[18].scale == Approx(0.05));  // 1/sqrt(400)
    CHECK(expectations[13].expected == 0);          // not yet: three growth ratios so far
    REQUIRE(expectations[19].known);
    CHECK(values[19] / expectations[19].expected == Approx(0.6));
}

TEST_CASE("weeks around the Spring Festival are compared by their distance from it where the calendar knows it") {
    // Festivals: 2023-01-22 (a Sunday) and 2024-02-10 (a Saturday).
    Json calendar = Plan::makeEmpty(Json::object()).document()["calendar"];
    const auto weeksOf = [](const FiscalCalendar& of) {
        std::vector<Period> weeks = of.periodsOfYear(2023, Grain::week);
        const auto next = of.periodsOfYear(2024, Grain::week);
        weeks.insert(weeks.end(), next.begin(), next.end());
        return weeks;
    };
    const auto counterpart = [&](const FiscalCalendar& of, const char* day) {
        const std::vector<Period> weeks = weeksOf(of);
        const Period week = of.periodOf(parseIsoDay(day).value(), Grain::week);
        const auto at = static_cast<std::size_t>(std::find(weeks.begin(), weeks.end(), week) - weeks.begin());
        const std::size_t found = yearBeforeOf(of, weeks)[at];
        return found == kNoCounterpart ? "none" : formatPeriod(weeks[found]);
    };
    calendar["days"] = Json::object();
    const FiscalCalendar plain = FiscalCalendar::fromJson(calendar).value();
    CHECK(counterpart(plain, "2024-02-12") == "2023-W07");  // the same week of the year
    for (const char* day : {"2023-01-22", "2023-01-23", "2023-01-24", "2024-02-10", "2024-02-11", "2024-02-12"})
        calendar["days"][day] = {{"works", false}, {"name", "春节"}};
    const FiscalCalendar chinese = FiscalCalendar::fromJson(calendar).value();
    CHECK(counterpart(chinese, "2024-02-12") ==
          "2023-W04");  // its Thursday, five days after the festival: 27 January 2023
    CHECK(counterpart(chinese, "2024-06-12") == "2023-W24");
}
