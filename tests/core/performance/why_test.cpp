#include <fstream>
#include <set>
#include <sstream>

#include "small_company.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

Json why(const char* node, const char* field, const char* period = "2026-Q1") {
    Json document = workedPlan();
    Json& record = document["collections"]["targets"]["revenue-2026-base.shanghai"];
    record["cells"] = {{"2026-02",
                        {{"computedMinor", 15'000},
                         {"valueMinor", 16'000},
                         {"reason", "new store"},
                         {"author", "Li"},
                         {"at", "2026-01-20"}}},
                       {"2026-05", {{"computedMinor", 1}, {"valueMinor", 2}}},
                       {"2026-01", {{"locked", true}}}};
    const World world(document, workedFacts());
    return world.get("performance.why", {{"node", node}, {"field", field}, {"period", period}, {"asOf", "2026-02-10"}});
}

Json operandOf(const Json& explanation, const std::string& name) {
    for (const Json& operand : explanation["formula"]["operands"])
        if (operand["key"] == "performance.operand." + name) return operand;
    FAIL("no operand " << name);
    return {};
}

void collectKeys(const Json& value, std::set<std::string>& keys) {
    if (value.is_object() && value.contains("key") && value["key"].is_string()) keys.insert(value["key"]);
    if (value.is_structured())
        for (const auto& part : value) collectKeys(part, keys);
}

std::string fileText(const std::string& path) {
    std::ifstream file(std::string(SANDTABLE_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("attainment is explained by actual and to-date target, each of which explains itself") {
    const Json answer = why("shanghai", "attainment");
    CHECK(answer["value"]["unit"] == "ratio");
    CHECK(answer["value"]["amount"].get<double>() == Approx(23.0 / 28));
    CHECK(operandOf(answer, "actual")["value"] == 23'000);
    CHECK(operandOf(answer, "toDate")["value"] == 28'000);
    const Json next = operandOf(answer, "toDate")["why"];
    CHECK(next["request"] == "performance.why");
    CHECK(next["params"]["field"] == "toDate");
    CHECK(next["params"]["node"] == "shanghai");
    CHECK(answer["scope"]["unitName"] == "shanghai");
}

TEST_CASE("the records behind a figure are the unit's order lines up to the day of the report") {
    const Json records = why("shanghai", "gap")["records"];
    CHECK(records["request"] == "sales.records");
    CHECK(records["params"]["unit"] == "shanghai");
    CHECK(records["params"]["from"] == "2026-01-01");
    CHECK(records["params"]["to"] == "2026-02-10");
    CHECK_FALSE(why("company", "gap")["records"]["params"].contains("unit"));
    CHECK(why("shanghai", "gap", "2026-03")["records"].is_null());
}

TEST_CASE("the to-date target is shown as it was added up") {
    const Json answer = why("east", "toDate");
    CHECK(answer["value"]["amount"] == 36'400);
    CHECK(operandOf(answer, "periodsOver")["value"] == 27'300);    // January: 21,000 + 4,200 + 2,100
    CHECK(operandOf(answer, "runningTarget")["value"] == 20'800);  // February: 16,000 + 3,200 + 1,600
    CHECK(operandOf(answer, "runningDays")["value"] == 7);
    CHECK(operandOf(answer, "runningDays")["params"]["whole"] == 16);
    CHECK(operandOf(answer, "runningShare")["value"] == 9'100);
    CHECK(operandOf(answer, "reserveIncluded")["value"] == 2'800);
}

TEST_CASE("an actual is its children, the lines that match nothing, and a number of rows") {
    const Json company = why("company", "actual");
    CHECK(company["formula"]["operands"][0]["params"]["name"] == "east");
    CHECK(company["formula"]["operands"][0]["value"] == 30'000);
    CHECK(operandOf(company, "unattributed")["value"] == 100);
    CHECK(operandOf(company, "rows")["value"] == 4);
    CHECK(operandOf(why("shanghai", "actual"), "rows")["value"] == 2);
}

TEST_CASE("changes list the overrides of the unit inside the period, not its locks") {
    const Json changes = why("shanghai", "toDate")["changes"];
    REQUIRE(changes.size() == 1);
    CHECK(changes[0]["beforeMinor"] == 15'000);
    CHECK(changes[0]["afterMinor"] == 16'000);
    CHECK(changes[0]["reason"] == "new store");
    CHECK(changes[0]["author"] == "Li");
    CHECK(why("hangzhou", "toDate")["changes"].empty());
}

TEST_CASE("levers name the needed daily rate, the largest gap below and the reserve above") {
    const Json city = why("shanghai", "gap")["levers"];
    REQUIRE(city.size() == 2);
    CHECK(city[0]["key"] == "performance.lever.requiredRate");
    CHECK(city[0]["params"]["leftMinor"] == 24'000);       // 47,000 − 23,000
    CHECK(city[0]["params"]["neededPerDayMinor"] == 775);  // 24,000 / 31 = 774.2
    CHECK(city[0]["params"]["perDayMinor"] == 821);        // 23,000 / 28
    CHECK(city[1]["key"] == "performance.lever.parentReserve");
    CHECK(city[1]["params"]["reserveMinor"] == 3'700);
    const Json region = why("east", "attainment")["levers"];
    CHECK(region[1]["key"] == "performance.lever.largestGap");
    CHECK(region[1]["params"]["name"] == "shanghai");
}

TEST_CASE("last year stands beside the figure with its own days") {
    const Json comparable = why("shanghai", "actual")["comparable"];
    CHECK(comparable["valueMinor"] == 10'000);
    CHECK(comparable["to"] == "2025-02-07");
    CHECK(why("shanghai", "yoy")["value"]["amount"].get<double>() == Approx(1.3));
}

TEST_CASE("a projection says which of its formulas it used") {
    CHECK(why("shanghai", "projection")["formula"]["key"] == "performance.projection.formula.byTarget");
    CHECK(why("shanghai", "projection", "2026-01")["formula"]["key"] == "performance.projection.formula.complete");
    CHECK(why("chengdu", "projection", "2026-03")["formula"]["key"] == "performance.projection.formula.byRunRate");
}

TEST_CASE("every key an explanation or a reading line emits has a text in both languages") {
    std::set<std::string> keys;
    for (const char* node : {"company", "east", "shanghai"})
        for (const char* field : {"attainment", "gap", "projection", "actual", "toDate", "target", "yoy"})
            for (const char* period : {"2026-Q1", "2026-01", "2026-03"}) collectKeys(why(node, field, period), keys);
    const World world(workedPlan(), workedFacts());
    for (const char* period : {"2026-Q1", "2026-01", "2026-03", "2025-Q1"})
        collectKeys(world.get("performance.cockpit", {{"period", period}, {"asOf", "2026-02-10"}})["reading"], keys);
    CHECK(keys.size() > 30);
    const std::string texts[] = {fileText("web/i18n/messages/why.en.js") + fileText("web/i18n/messages/reading.en.js"),
                                 fileText("web/i18n/messages/why.zh.js") + fileText("web/i18n/messages/reading.zh.js")};
    for (const std::string& key : keys) {
        INFO(key);
        for (const std::string& text : texts) CHECK(text.find("'" + key + "'") != std::string::npos);
    }
}
