// The sample company as a plan document, and its story in words for the page.
#include <array>
#include <span>

#include "base/china_calendar.h"
#include "base/json_object.h"
#include "plan/calendar_preset.h"
#include "plan/plan.h"
#include "sample/demand.h"
#include "sample/sample.h"

namespace sandtable {
namespace {

using namespace sample;

// What a rep of a channel sells in a mean year against a dealer rep (1,000): order lines × quantity × price level.
constexpr std::array<int, kChannels> kRepPotential{1'000, 590, 180, 1'200, 420};

struct Worth {
    std::int64_t potential = 0;
    std::int64_t strength = 0;  // Σ potential × ‰

    void add(const Worth& other) {
        potential += other.potential;
        strength += other.strength;
    }
    [[nodiscard]] double capability() const {
        return potential == 0 ? 1.0 : static_cast<double>((strength / potential + 5) / 10) / 100.0;
    }
};

class PlanBuilder {
public:
    explicit PlanBuilder(const SampleOptions& options)
        : options_(options), english_(options.language == "en"), company_(Company::draw(options.seed)) {}

    Json build() {
        Json document = Plan::makeEmpty(meta()).document();
        document["settings"]["orgLevels"] = {"region", "city", "channel", "rep"};
        document["calendar"]["days"] = holidays();
        addRoot();
        addProducts();
        Json& collections = document["collections"];
        collections["orgUnits"] = std::move(units_);
        collections["people"] = std::move(people_);
        collections["products"] = std::move(products_);
        return document;
    }

private:
    std::string text(const char* zh, const char* en) const { return english_ ? en : zh; }
    std::string name(Words words) const { return text(words.zh, words.en); }

    Json meta() const {
        const std::string year = std::to_string(options_.year);
        return JsonObject()
            .put("id", "sample-" + std::to_string(options_.seed) + "-" + year + "-" + options_.language)
            .put("name", english_ ? name(kCompanyName) + " " + year : name(kCompanyName) + year + "年度")
            .put("currency", "CNY")
            .put("minorDigits", 2)
            .put("language", options_.language)
            .put("sample", true)
            .put("note",
                 text("示例：虚构的厨卫电器公司，六大区、28 城、120 名销售。全部数据由程序生成，与任何真实企业无关。",
                      "Sample: a fictional maker of kitchen and water appliances, 6 regions, 28 cities, 120 reps. All "
                      "data is "
                      "generated and describes no real company."));
    }

    // Holidays with their exchanged working days where they have been announced, else the legal holidays alone.
    Json holidays() const {
        Json days = Json::object();
        for (int year = options_.year - 3; year <= options_.year; ++year) {
            const auto announced = calendarPreset("CN", std::span(&year, 1));
            const auto legal = chinaHolidays(year, year, english_ ? HolidayNames::english : HolidayNames::chinese);
            if (announced)
                days.update(*announced);
            else if (legal)
                days.update(*legal);
        }
        return days;
    }

    void addUnit(const std::string& id, const std::string& parent, const char* level, const std::string& shown,
                 int order, const std::string& owner, const Worth& worth) {
        Json unit = JsonObject()
                        .put("id", id)
                        .put("name", shown)
                        .put("parent", parent.empty() ? Json(nullptr) : Json(parent))
                        .put("level", level)
                        .put("match", *level == '\0' ? "" : shown)
                        .put("order", order)
                        .put("ownerId", owner)
                        .put("potential", worth.potential)
                        .put("capability", worth.capability())
                        .put("code", nullptr);
        units_[id] = std::move(unit);
    }

    void addPerson(const std::string& id, const Name& person, const std::string& role, const std::string& unit) {
        people_[id] = JsonObject().put("id", id).put("name", person.in(english_)).put("role", role).put("unit", unit);
    }

    void addRoot() {
        Worth worth;
        for (std::size_t r = 0; r < regionRows().size(); ++r) worth.add(addRegion(static_cast<int>(r)));
        addPerson("p-company", company_.head, text("全国销售总监", "National sales director"), "company");
        addUnit("company", "", "", name(kCompanyName), 0, "p-company", worth);
    }

    Worth addRegion(int region) {
        const RegionRow& row = regionRows()[static_cast<std::size_t>(region)];
        Worth worth;
        for (std::size_t c = 0; c < cityRows().size(); ++c)
            if (cityRows()[c].region == region) worth.add(addCity(static_cast<int>(c)));
        const std::string owner = std::string("p-") + row.id;
        addPerson(owner, company_.regionHeads[static_cast<std::size_t>(region)], text("大区经理", "Regional manager"),
                  row.id);
        addUnit(row.id, "company", "region", name(row.name), region + 1, owner, worth);
        return worth;
    }

    Worth addCity(int city) {
        const CityRow& row = cityRows()[static_cast<std::size_t>(city)];
        const std::string owner = std::string("p-") + row.id;
        Worth worth;
        for (const Post& post : company_.posts)
            if (post.city == city) worth.add(addPost(post, owner));
        addPerson(owner, company_.cityHeads[static_cast<std::size_t>(city)], text("城市经理", "City manager"), row.id);
        addUnit(row.id, regionRows()[static_cast<std::size_t>(row.region)].id, "city", name(row.name), city + 1, owner,
                worth);
        return worth;
    }

    Worth addPost(const Post& post, const std::string& cityOwner) {
        const CityRow& city = cityRows()[static_cast<std::size_t>(post.city)];
        const ChannelRow& channel = channelRows()[static_cast<std::size_t>(post.channel)];
        Worth worth;
        for (int i = 0; i < post.reps; ++i) {
            const Rep& rep = company_.reps[static_cast<std::size_t>(post.firstRep + i)];
            Worth own;
            own.potential = kRepPotential[static_cast<std::size_t>(post.channel)] * city.productivity / 100;
            own.strength = own.potential * rep.strengthPermille;
            addPerson(rep.personId, rep.name, text("销售代表", "Sales representative"), rep.unitId);
            addUnit(rep.unitId, post.unitId, "rep", rep.name.in(english_), i + 1, rep.personId, own);
            worth.add(own);
        }
        addUnit(post.unitId, city.id, "channel", name(channel.name), post.channel + 1, cityOwner, worth);
        return worth;
    }

    void addProducts() {
        int order = 0;
        for (const ProductLineRow& line : productLineRows())
            products_[line.id] = JsonObject()
                                     .put("id", line.id)
                                     .put("name", name(line.name))
                                     .put("match", name(line.name))
                                     .put("order", ++order);
    }

    SampleOptions options_;
    bool english_;
    Company company_;
    Json units_ = Json::object();
    Json people_ = Json::object();
    Json products_ = Json::object();
};

Json event(const char* kind, DayRange days, const std::string& unit) {
    return JsonObject()
        .put("kind", kind)
        .put("from", formatIsoDay(days.first))
        .put("to", formatIsoDay(days.last))
        .put("unit", unit);
}

}  // namespace

Result<Json> samplePlan(const SampleOptions& options) { return PlanBuilder(options).build(); }

Json sampleStory(const SampleOptions& options) {
    const Company company = Company::draw(options.seed);
    const Story story = Story::of(company, options.year, options.days());
    const bool english = options.language == "en";
    const auto regionId = [](int region) { return std::string(regionRows()[static_cast<std::size_t>(region)].id); };
    const auto lineId = [](int line) { return std::string(productLineRows()[static_cast<std::size_t>(line)].id); };

    Json promotion = event("promotion", story.promotion, regionId(story.promotedRegion));
    promotion["product"] = lineId(story.promotedLine);
    Json hangover = event("hangover", story.hangover, regionId(story.promotedRegion));
    hangover["product"] = lineId(story.promotedLine);
    const Rep& rep = company.reps[static_cast<std::size_t>(story.lostRep)];
    const Customer& customer = company.customers[static_cast<std::size_t>(story.lostCustomer)];
    Json lost = event("lostAccount", {story.lostFrom, options.days().last}, rep.unitId);
    lost["customer"] = customer.id;
    lost["customerName"] = customer.name.in(english);
    Json stockOut = event("stockOut", story.stockOut, regionId(story.starvedRegion));
    stockOut["product"] = lineId(story.starvedLine);
    return {promotion, hangover, lost, stockOut, event("missedWeeks", story.miss, regionId(story.missingRegion))};
}

}  // namespace sandtable
