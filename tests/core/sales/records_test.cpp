// sales.records: which order lines stand behind a figure, on six lines whose sums a reader can check.
#include "sales/order_lines.h"
#include "sales/requests.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

// Two lines match no unit: one without a city, one of a region the plan does not know.
constexpr std::string_view kLines =
    "Order Date,Region,City,Sales,Profit,Customer ID\n"
    "2024-01-05,East,Springfield,10,1,ann\n"
    "2024-01-20,East,Springfield,20,,bob\n"
    "2024-02-10,East,Shelby,5,3,ann\n"
    "2024-02-11,WEST,Ogden,7,-4,ann\n"
    "2024-03-01,WEST,,1,5,\n"
    "2024-04-01,North,Nome,100,6,bob\n";

Json unit(const char* id, const char* name, const Json& parent, const char* level) {
    return {{"id", id}, {"name", name}, {"parent", parent}, {"level", level}, {"match", name}};
}

// Company ─ East (Springfield, Shelby) ─ West (Ogden); "West" is written WEST in the data.
Desk desk() {
    Desk asked(linesOf(kLines), salesRequests());
    Json document = Plan::makeEmpty(Json::object()).document();
    document["collections"]["orgUnits"] = {{"all", unit("all", "", nullptr, "")},
                                           {"east", unit("east", "East", "all", "region")},
                                           {"west", unit("west", "West", "all", "region")},
                                           {"east-s", unit("east-s", "Springfield", "east", "city")},
                                           {"east-b", unit("east-b", "Shelby", "east", "city")},
                                           {"west-o", unit("west-o", "Ogden", "west", "city")}};
    document["collections"]["orgUnits"]["all"]["name"] = "Company";
    asked.open(document);
    return asked;
}

// Lines of the file, in the order told.
std::vector<int> fileLines(const Json& reply) {
    std::vector<int> lines;
    for (const Json& row : reply["rows"]) lines.push_back(row[0].get<int>());
    return lines;
}
using FileLines = std::vector<int>;

}  // namespace

TEST_CASE("records carry every column of the table and the exact sums of all lines, not of the page") {
    Desk asked = desk();
    const Json reply = asked.get("sales.records", R"({"limit":2})");
    CHECK(reply["total"] == 6);
    CHECK(reply["sums"] == Json({{"amount", 1'430'000}, {"margin", 110'000}}));
    CHECK(reply["columns"] == Json({"line", "day", "amount", "margin", "city", "customer", "region"}));
    REQUIRE(reply["rows"].size() == 2);
    CHECK(reply["rows"][1] == Json({3, "2024-01-20", 200'000, nullptr, "Springfield", "bob", "East"}));
}

TEST_CASE("records are narrowed by values, by missing values, by unit and by days") {
    Desk asked = desk();
    const auto lines = [&](const char* params) { return fileLines(asked.get("sales.records", params)); };
    CHECK(lines(R"({"filters":{"region":["east"]}})") == FileLines{2, 3, 4});
    CHECK(lines(R"({"filters":{"city":[null,"Ogden"]}})") == FileLines{5, 6});
    CHECK(lines(R"({"unit":"east","from":"2024-01-20","to":"2024-02-10"})") == FileLines{3, 4});
    CHECK(lines(R"({"unattributed":true})") == FileLines{6, 7});
    CHECK(lines(R"({"unit":"all"})") == FileLines{2, 3, 4, 5, 6, 7});  // the root stands for the whole table
    CHECK(lines(R"({"filters":{"region":["nowhere"]}})").empty());
}

TEST_CASE("records are sorted by day or amount, missing values last, and cut into pages") {
    Desk asked = desk();
    const auto lines = [&](const char* params) { return fileLines(asked.get("sales.records", params)); };
    CHECK(lines(R"({"sort":"amount","descending":true,"offset":1,"limit":2})") == FileLines{3, 2});
    CHECK(lines(R"({"sort":"margin","limit":6})") == FileLines{5, 2, 4, 6, 7, 3});
    CHECK(lines(R"({"descending":true,"limit":2})") == FileLines{7, 6});
    CHECK(lines(R"({"offset":99})").empty());
}

TEST_CASE("records of something that is not there say what and where") {
    Desk asked = desk();
    CHECK(asked.codeOf("sales.records", R"({"unit":"mars"})") == "sales.no_such_unit at /unit");
    CHECK(asked.codeOf("sales.records", R"({"filters":{"mood":["x"]}})") == "sales.no_such_dimension at /filters/mood");
    CHECK(asked.codeOf("sales.records", R"({"from":"soon"})") == "calendar.bad_day at /from");
    CHECK(asked.codeOf("sales.records", R"({"sort":"mood"})") == "sales.bad_sort at /sort");
    CHECK(asked.codeOf("sales.records", R"({"table":"none"})") == "facts.no_such_table at /table");
}
