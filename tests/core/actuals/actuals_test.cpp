// Attribution of rows to units and periods, on a table small enough to add up by hand.
#include "actuals/actuals.h"

#include <catch2/catch.hpp>

#include "actuals/requests.h"

using namespace sandtable;

namespace {

Day day(const char* text) { return parseIsoDay(text).value(); }

// Rows by day: East/Springfield 10 + 20, East/Shelby 5, West/Ogden 7, West/(blank) 1, North/Nome 100; amounts in units.
FactTable smallTable() {
    FactTable table;
    table.name = "orders";
    table.rows = 6;
    table.day = {day("2024-01-05"), day("2024-01-20"), day("2024-02-10"),
                 day("2024-02-11"), day("2024-03-01"), day("2024-04-01")};
    table.amounts["amount"] = {100'000, 200'000, 50'000, 70'000, 10'000, 1'000'000};
    table.amounts["margin"] = {1, kMissingAmount, 3, -4, 5, 6};
    table.dimensions.emplace(
        "region", DimensionColumn({"", "East", "WEST", "North"}, std::vector<std::uint8_t>{1, 1, 1, 2, 2, 3}));
    table.dimensions.emplace("city", DimensionColumn({"", "Springfield", "Shelby", "Ogden", "Nome"},
                                                     std::vector<std::uint8_t>{1, 1, 2, 3, 0, 4}));
    table.dimensions.emplace("customer",
                             DimensionColumn({"", "ann", "bob"}, std::vector<std::uint16_t>{1, 2, 1, 1, 0, 2}));
    table.sourceLine = {2, 3, 4, 5, 6, 7};
    return table;
}

Json unit(const char* id, const char* name, const Json& parent, const char* level, int order) {
    return {{"id", id}, {"name", name}, {"parent", parent}, {"level", level}, {"match", name}, {"order", order}};
}

// Company ─ East (Springfield, Shelby) ─ West (Ogden); "West" is written WEST in the data.
OrgTree smallTree() {
    const Json units = {{"all", unit("all", "Company", nullptr, "", 1)},
                        {"east", unit("east", "East", "all", "region", 1)},
                        {"west", unit("west", "West", "all", "region", 2)},
                        {"east-s", unit("east-s", "Springfield", "east", "city", 1)},
                        {"east-b", unit("east-b", "Shelby", "east", "city", 2)},
                        {"west-o", unit("west-o", "Ogden", "west", "city", 1)}};
    return OrgTree::fromUnits(units).value();
}

std::vector<Period> periodsOf(std::initializer_list<const char*> texts) {
    std::vector<Period> periods;
    for (const char* text : texts) periods.push_back(parsePeriod(text).value());
    return periods;
}

std::vector<std::int64_t> rowOf(const ActualsMatrix& matrix, const OrgTree& tree, const char* id) {
    std::vector<std::int64_t> values;
    for (int p = 0; p < static_cast<int>(matrix.periods.size()); ++p) values.push_back(matrix.at(tree.find(id), p));
    return values;
}

using Values = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("Rows find their leaf along the path of names, whatever the case") {
    const OrgTree tree = smallTree();
    const Attribution attribution = attribute(smallTable(), tree).value();
    const auto leaf = [&](const char* id) { return tree[tree.find(id)].firstLeaf; };
    std::vector<std::int32_t> leaves;
    for (std::size_t row = 0; row < 6; ++row) leaves.push_back(attribution.leafOfRow[row]);
    CHECK(leaves == std::vector<std::int32_t>{leaf("east-s"), leaf("east-s"), leaf("east-b"), leaf("west-o"), -1, -1});
    REQUIRE(attribution.unmatched.size() == 2);
    CHECK(attribution.unmatched[0].path == std::vector<std::string>{"North", "Nome"});
    CHECK(attribution.unmatched[0].amount == 1'000'000);
    CHECK(attribution.unmatched[1].path == std::vector<std::string>{"WEST", ""});
    CHECK(attribution.unmatchedRows == 2);
}

TEST_CASE("A table without a level of the tree attributes nothing and says which") {
    FactTable table = smallTable();
    table.dimensions.erase("city");
    const auto result = attribute(table, smallTree());
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error()[0].code == "actuals.missing_dimension");
    CHECK(result.error()[0].params["dimension"] == "city");
}

TEST_CASE("Sums go to every unit above, stop at as-of, and skip missing values") {
    const FactTable table = smallTable();
    const OrgTree tree = smallTree();
    const Attribution attribution = attribute(table, tree).value();
    const auto periods = periodsOf({"2024-01", "2024-02", "2024-03", "2024-Q1", "2024"});
    const ActualsMatrix amount =
        actualsByPeriod(table, attribution, tree, FiscalCalendar(), Measure::amount, periods, day("2024-12-31"))
            .value();
    CHECK(rowOf(amount, tree, "all") == Values{300'000, 120'000, 0, 420'000, 420'000});
    CHECK(rowOf(amount, tree, "east") == Values{300'000, 50'000, 0, 350'000, 350'000});
    CHECK(rowOf(amount, tree, "west-o") == Values{0, 70'000, 0, 70'000, 70'000});
    CHECK(amount.unattributed == Values{0, 0, 10'000, 10'000, 1'010'000});
    const ActualsMatrix early =
        actualsByPeriod(table, attribution, tree, FiscalCalendar(), Measure::amount, periods, day("2024-02-10"))
            .value();
    CHECK(rowOf(early, tree, "all") == Values{300'000, 50'000, 0, 350'000, 350'000});
    const ActualsMatrix margin =
        actualsByPeriod(table, attribution, tree, FiscalCalendar(), Measure::margin, periods, day("2024-12-31"))
            .value();
    CHECK(rowOf(margin, tree, "all") == Values{1, -1, 0, 0, 0});
}

TEST_CASE("Distinct customers are counted at each unit, not added up") {
    const FactTable table = smallTable();
    const OrgTree tree = smallTree();
    const Attribution attribution = attribute(table, tree).value();
    const auto periods = periodsOf({"2024-01", "2024-02", "2024"});
    const ActualsMatrix customers =
        actualsByPeriod(table, attribution, tree, FiscalCalendar(), Measure::customers, periods, day("2024-12-31"))
            .value();
    CHECK(rowOf(customers, tree, "east-s") == Values{2, 0, 2});
    CHECK(rowOf(customers, tree, "east") == Values{2, 1, 2});
    CHECK(rowOf(customers, tree, "west") == Values{0, 1, 1});
    CHECK(rowOf(customers, tree, "all") == Values{2, 1, 2});
    CHECK(customers.unattributed == Values{0, 0, 1});
    const auto orders =
        actualsByPeriod(table, attribution, tree, FiscalCalendar(), Measure::orders, periods, day("2024-12-31"));
    REQUIRE_FALSE(orders.has_value());
    CHECK(orders.error()[0].code == "actuals.missing_measure");
}

TEST_CASE("Measures have names, and unknown names are refused") {
    for (const char* name : {"amount", "margin", "quantity", "orders", "customers"})
        CHECK(measureName(parseMeasure(name).value()) == name);
    CHECK(parseMeasure("profit").error()[0].code == "actuals.unknown_measure");
}

TEST_CASE("Amounts become minor units half away from zero") {
    CHECK(minorFromAmount(12'345, 2) == 123);
    CHECK(minorFromAmount(12'350, 2) == 124);
    CHECK(minorFromAmount(-12'350, 2) == -124);
    CHECK(minorFromAmount(-12'349, 2) == -123);
    CHECK(minorFromAmount(15'000, 0) == 2);
    CHECK(minorFromAmount(12'345, 4) == 12'345);
    CHECK(minorFromAmount(12'345, 5) == 123'450);
}

TEST_CASE("An organisation is proposed from the paths that occur; blanks name no unit") {
    const std::vector<std::string> levels = {"region", "city"};
    const Json units = proposeOrgUnits(smallTable(), levels, "Company").value();
    CHECK(units.size() == 8);
    CHECK(units["company"]["parent"].is_null());
    CHECK(units["east"] == unit("east", "East", "company", "region", 1));
    CHECK(units["west"]["name"] == "WEST");
    CHECK(units["east-springfield"] == unit("east-springfield", "Springfield", "east", "city", 1));
    CHECK(units["north-nome"]["parent"] == "north");
    const OrgTree tree = OrgTree::fromUnits(units).value();
    CHECK(attribute(smallTable(), tree)->unmatchedRows == 1);
    const std::vector<std::string> unknown = {"channel"};
    CHECK(proposeOrgUnits(smallTable(), unknown, "Company").error()[0].code == "actuals.missing_dimension");
}

namespace {

// A plan with the small tree and the small table at hand, asked through the registered requests.
class Desk {
public:
    Desk() : plan_(Plan::makeEmpty({{"name", "Desk"}})) {
        Json units = Json::object();
        const OrgTree tree = smallTree();
        for (const OrgUnit& u : tree.units())
            units[u.id] =
                unit(u.id.c_str(), u.name.c_str(), u.parent < 0 ? Json() : Json(tree[u.parent].id), u.level.c_str(), 1);
        REQUIRE(plan_.apply(Json::array({patchAdd("/collections/orgUnits", units)})).has_value());
        tables_["orders"] = std::make_shared<FactTable>(smallTable());
    }
    Result<Json> ask(const char* request, const Json& params) {
        RequestContext context;
        context.plan = &plan_;
        context.planOpen = true;
        context.facts = &tables_;
        for (const RequestSpec& spec : actualsRequests()) {
            if (spec.name == request) return spec.handler(context, params);
        }
        FAIL("no such request");
        return Json();
    }
    Plan plan_;
    std::map<std::string, FactTablePtr, std::less<>> tables_;
};

}  // namespace

TEST_CASE("Values of a dimension come with rows and amount, largest first, missing as null") {
    Desk desk;
    const Json result = desk.ask("facts.values", {{"dimension", "city"}, {"limit", 3}}).value();
    CHECK(result["total"] == 5);
    CHECK(
        result["values"] ==
        Json::parse(
            R"([{"value":"Nome","rows":1,"amount":1000000},{"value":"Springfield","rows":2,"amount":300000},{"value":"Ogden","rows":1,"amount":70000}])"));
    CHECK(desk.ask("facts.values", {{"dimension", "city"}, {"search", "SPRING"}}).value()["total"] == 1);
    CHECK(desk.ask("facts.values", {{"dimension", "brand"}}).error()[0].code == "actuals.missing_dimension");
    CHECK(desk.ask("facts.values", {{"dimension", "city"}, {"table", "none"}}).error()[0].code ==
          "facts.no_such_table");
}

TEST_CASE("Unmatched rows are listed, and the proposed patch gives them units") {
    Desk desk;
    const Json before = desk.ask("facts.matchOrg", Json::object()).value();
    CHECK(before["unmatchedRows"] == 2);
    CHECK(before["unmatched"][0] == Json({{"path", {"North", "Nome"}}, {"rows", 1}, {"amount", 1'000'000}}));
    CHECK(before["patch"].size() == 2);
    REQUIRE(desk.plan_.apply(before["patch"]).has_value());
    const Json after = desk.ask("facts.matchOrg", Json::object()).value();
    CHECK(after["unmatchedRows"] == 1);  // the row without a city
    CHECK(after["patch"].empty());
}

TEST_CASE("A proposed organisation can be applied to the plan as it is") {
    Desk desk;
    const Json proposal = desk.ask("facts.proposeOrg", {{"levels", {"region", "city"}}, {"rootName", "公司"}}).value();
    CHECK(proposal["unitsPerLevel"] == Json({{"region", 3}, {"city", 4}}));
    REQUIRE(desk.plan_.apply(proposal["patch"]).has_value());
    CHECK(desk.plan_.settings()["orgLevels"] == Json({"region", "city"}));
    CHECK(desk.ask("facts.matchOrg", Json::object()).value()["unmatchedRows"] == 1);
}
