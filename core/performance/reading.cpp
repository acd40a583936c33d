#include "performance/reading.h"

#include <cstdlib>

#include "base/json_object.h"
#include "performance/waterfall.h"

namespace sandtable {
namespace {

std::string percentEncoded(std::string_view text) {
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' || byte == '~';
        if (plain) {
            encoded += c;
        } else {
            encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return encoded;
}

struct Reader {
    const Scope& scope;
    const Attainment& attainment;
    int unit;
    Json lines = Json::array();

    const UnitAttainment& row() const { return attainment.units[static_cast<std::size_t>(unit)]; }
    bool lessIsBetter() const { return scope.metric.direction == Direction::down; }

    std::string cockpitLink(int target) const {
        return "#/cockpit?metric=" + percentEncoded(scope.metric.id) + "&period=" + formatPeriod(scope.period) +
               "&unit=" + percentEncoded(scope.tree()[target].id);
    }

    void say(const char* key, Json params, std::string link) {
        params["unit"] = scope.metric.unit;
        params["period"] = formatPeriod(scope.period);
        lines.push_back(JsonObject().put("key", key).put("params", std::move(params)).put("link", std::move(link)));
    }

    void standing() {
        const std::string name = scope.tree()[unit].name;
        const std::string link = cockpitLink(unit);
        if (!attainment.begun) {
            say("reading.notBegun", JsonObject().put("name", name).put("firstDay", formatIsoDay(scope.range.first)),
                link);
            return;
        }
        Json params =
            JsonObject().put("name", name).put("asOfDay", formatIsoDay(scope.asOf)).put("actualMinor", *row().actual);
        if (!row().attainmentRatio) {
            if (row().yoyRatio) {
                params["yoyRatio"] = std::abs(*row().yoyRatio);
                say(*row().yoyRatio < 0 ? "reading.noTargetDown" : "reading.noTargetUp", std::move(params), link);
            } else {
                say("reading.noTarget", std::move(params), link);
            }
            return;
        }
        params["dueMinor"] = *row().due;
        params["attainmentRatio"] = *row().attainmentRatio;
        params["gapMinor"] = std::abs(*row().gap);
        if (*row().gap == 0)
            say("reading.onTarget", std::move(params), link);
        else if (lessIsBetter())
            say(*row().gap > 0 ? "reading.overLimit" : "reading.underLimit", std::move(params), link);
        else
            say(*row().gap < 0 ? "reading.behind" : "reading.ahead", std::move(params), link);
    }

    // The child with the largest adverse gap and its share of all adverse gaps; the strongest child when nobody is behind.
    void carrier() {
        const int sign = lessIsBetter() ? -1 : 1;
        int worst = -1, best = -1;
        Minor behind = 0;
        for (const int child : scope.tree()[unit].children) {
            const auto& gap = attainment.units[static_cast<std::size_t>(child)].gap;
            if (!gap) continue;
            const auto favour = [&](int index) {
                return sign * *attainment.units[static_cast<std::size_t>(index)].gap;
            };
            if (sign * *gap < 0) behind += sign * *gap;
            if (worst < 0 || favour(child) < favour(worst)) worst = child;
            if (best < 0 || favour(child) > favour(best)) best = child;
        }
        if (worst < 0) return;
        if (behind < 0) {
            const Minor gap = std::abs(*attainment.units[static_cast<std::size_t>(worst)].gap);
            say(lessIsBetter() ? "reading.largestExcess" : "reading.largestGap",
                JsonObject()
                    .put("name", scope.tree()[worst].name)
                    .put("gapMinor", gap)
                    .put("shareRatio", static_cast<double>(gap) / static_cast<double>(-behind)),
                cockpitLink(worst));
        } else if (*attainment.units[static_cast<std::size_t>(best)].gap != 0) {
            say("reading.strongest",
                JsonObject()
                    .put("name", scope.tree()[best].name)
                    .put("gapMinor", std::abs(*attainment.units[static_cast<std::size_t>(best)].gap)),
                cockpitLink(best));
        }
    }

    void heading() {
        if (attainment.complete || !row().projection || !row().target || *row().target <= 0) return;
        const Minor difference = *row().projection - *row().target;
        Json params = JsonObject()
                          .put("projectionMinor", *row().projection)
                          .put("targetMinor", *row().target)
                          .put("projectionRatio", *row().projectionRatio)
                          .put("differenceMinor", std::abs(difference));
        const bool favourable = lessIsBetter() ? difference <= 0 : difference >= 0;
        const int daysLeft = attainment.workingDays - attainment.elapsedWorkingDays;
        const Minor left = *row().target - *row().actual;
        if (!favourable && !lessIsBetter() && daysLeft > 0 && left > 0 && attainment.elapsedWorkingDays > 0) {
            params["daysLeft"] = daysLeft;
            params["neededPerDayMinor"] = (left + daysLeft - 1) / daysLeft;
            params["perDayMinor"] = *row().actual / attainment.elapsedWorkingDays;
            say("reading.projectionShort", std::move(params), cockpitLink(unit));
            return;
        }
        const char* key = favourable ? "reading.projectionReaches" : "reading.projectionMisses";
        say(key, std::move(params), cockpitLink(unit));
    }

    void unmatchedRows() {
        if (unit != 0 || attainment.unattributedRows == 0) return;
        say("reading.unattributed",
            JsonObject().put("rows", attainment.unattributedRows).put("amountMinor", attainment.unattributed),
            "#/data?view=unmatched");
    }
};

}  // namespace

Json readingLines(const Scope& scope, const Attainment& attainment, int unit) {
    Reader reader{scope, attainment, unit};
    reader.standing();
    if (attainment.begun) {
        reader.carrier();
        reader.heading();
        reader.unmatchedRows();
    }
    return std::move(reader.lines);
}

}  // namespace sandtable
