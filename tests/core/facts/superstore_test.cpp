// The two public superstore files against the check figures of their README, to the 1/10,000.
#include "facts/imported.h"
#include "facts/report.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

// Absent outside a developer's desk: the tests then say so and check nothing.
std::string sharedData(const std::string& name) {
    std::string text = readFile(SANDTABLE_SOURCE_DIR "/../shared/data/" + name);
    if (text.empty()) WARN("skipped: ../shared/data/" + name + " is not here");
    return text;
}

}  // namespace

TEST_CASE("The Chinese superstore adds up to its published figures", "[real]") {
    const std::string text = sharedData("superstore_cn/orders.csv");
    if (text.empty()) return;
    const Json report = imported(text).report;
    CHECK(report["rows"] == 10'000);
    CHECK(report["rejected"] == 0);
    CHECK(report["totals"]["amount"] == 161'175'482'370);
    CHECK(report["totals"]["margin"] == 21'565'595'170);
    CHECK(report["totals"]["quantity"] == 376'750'000);
    CHECK(report["firstDay"] == "2014-01-01");
    CHECK(report["lastDay"] == "2017-12-30");
    CHECK(report["dateOrder"] == "ymd");
    CHECK(report["dimensions"] == Json({{"order", 2'773},
                                        {"customer", 790},
                                        {"customerName", 771},
                                        {"region", 6},
                                        {"province", 31},
                                        {"city", 583},
                                        {"segment", 3},
                                        {"country", 1},
                                        {"category", 3},
                                        {"subcategory", 17},
                                        {"product", 1953},
                                        {"sku", 1955},
                                        {"x:邮寄方式", 4}}));
}

TEST_CASE("The American superstore's day-first two-digit years are told from its content", "[real]") {
    const std::string text = sharedData("superstore_us/superstore.csv");
    if (text.empty()) return;
    const Json report = imported(text).report;
    CHECK(report["rows"] == 10'194);
    CHECK(report["rejected"] == 0);
    CHECK(report["totals"]["amount"] == 23'265'343'543);
    CHECK(report["totals"]["margin"] == 2'922'968'146);
    CHECK(report["totals"]["quantity"] == 386'540'000);
    CHECK(report["dateOrder"] == "dmy");
    CHECK(report["mapping"]["dateOrder"] == "dmy");
    CHECK(report["dimensions"]["order"] == 5'111);
    CHECK(report["dimensions"]["customer"] == 804);
    CHECK(report["mapping"]["columns"]["Ship Date"].is_null());
    CHECK(report["mapping"]["columns"]["Row ID"].is_null());
    CHECK(report["mapping"]["columns"]["Postal Code"].is_null());
}
