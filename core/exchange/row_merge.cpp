#include "exchange/row_merge.h"

#include <algorithm>

#include "base/json_object.h"
#include "targets/period_axis.h"

namespace sandtable {
namespace {

// What the method computed: the targets themselves until something changes them.
const Json* computedOf(const Json* record) {
    for (const char* field : {"computed", "values", "reserve"}) {
        if (const Json* row = memberOf(record, field)) return row;
    }
    return nullptr;
}

class RowMerge {
public:
    RowMerge(Json& row, const Three& record, std::string& path, ConflictList& conflicts)
        : row_(row), record_(record), cells_(record.at("cells")), path_(path), conflicts_(conflicts) {
        if (!row.contains("cells")) row["cells"] = Json::object();
    }

    void run(const FiscalCalendar& calendar) {
        numbers("values", periodsOf(calendar));
        numbers("reserve", {});
        for (const std::string& period : cells_.keys()) cell(period);
        computed();
        if (row_["cells"].empty()) row_.erase("cells");
    }

private:
    // The finest periods of the row's set; empty when the document does not say.
    [[nodiscard]] std::vector<std::string> periodsOf(const FiscalCalendar& calendar) const {
        const Json* sets = memberOf(memberOf(conflicts_.documents().mine, "collections"), "targetSets");
        const Json* set = memberOf(sets, textOf(record_.mine, "set"));
        std::vector<std::string> periods;
        const auto year = parsePeriod(textOf(set, "year"));
        if (!year) return periods;
        const PeriodAxis axis(calendar, year->year, textOf(set, "grain") == "week" ? Grain::week : Grain::month);
        for (const Period& period : axis.periods()) periods.push_back(formatPeriod(period));
        return periods;
    }

    static void put(Json& parent, const std::string& key, const Json* value) {
        if (value != nullptr) {
            parent[key] = *value;
        } else {
            parent.erase(key);
        }
    }

    // One field of numbers. A cell of `periods` is merged with its number.
    void numbers(const char* field, const std::vector<std::string>& periods) {
        const Three place = record_.at(field);
        if (place.mine == nullptr && place.theirs == nullptr) return;
        const std::size_t size = place.mine == nullptr || !place.mine->is_array() ? 0 : place.mine->size();
        const PathStep step(path_, field);
        if (size == 0 || !place.areLists(size)) return whole(row_, field, place, record_);
        if (sides_.size() < size) sides_.resize(size, Side::same);
        const bool paired = periods.size() == size;
        for (std::size_t i = 0; i < size; ++i) {
            const PathStep inner(path_, std::to_string(i));
            number(row_[field][i], place.item(i), paired ? periods[i] : std::string(), sides_[i]);
        }
    }

    void number(Json& target, const Three& number, const std::string& period, Side& side) {
        const Three cell = period.empty() ? Three{} : cells_.at(period);
        const auto alike = [](const Json* a, const Json* b, const Json* c, const Json* d) {
            return sameValue(a, b) && sameValue(c, d);
        };
        if (!period.empty()) done_.push_back(period);
        side = alike(number.mine, number.theirs, cell.mine, cell.theirs)   ? Side::same
               : alike(number.base, number.theirs, cell.base, cell.theirs) ? Side::mine
               : alike(number.base, number.mine, cell.base, cell.mine)     ? Side::theirs
                                                                           : Side::clash;
        conflicts_.count(side, number);
        if (side == Side::clash) {
            Json more = Json::object();
            if (!period.empty()) {
                const auto orNull = [](const Json* value) { return value == nullptr ? Json() : *value; };
                more = JsonObject()
                           .put("period", period)
                           .put("cells", JsonObject()
                                             .put("base", orNull(cell.base))
                                             .put("mine", orNull(cell.mine))
                                             .put("theirs", orNull(cell.theirs)));
            }
            const bool marked = cell.mine != nullptr || cell.theirs != nullptr;
            const std::string choice = conflicts_.add(path_, number, marked ? cell : record_, std::move(more));
            if (choice == "base" && number.base != nullptr) {
                target = *number.base;
                if (!period.empty()) put(row_["cells"], period, cell.base);
            }
            side = choice == "theirs" ? Side::theirs : Side::mine;
        }
        if (side != Side::theirs) return;
        target = *number.theirs;
        if (!period.empty()) put(row_["cells"], period, cell.theirs);
    }

    void cell(const std::string& period) {
        if (std::find(done_.begin(), done_.end(), period) != done_.end()) return;
        const PathStep step(path_, "cells");
        const PathStep inner(path_, period);
        const Three cell = cells_.at(period);
        whole(row_["cells"], period, cell, cell);
    }

    void whole(Json& parent, const std::string& key, const Three& place, const Three& source) {
        Side side = decide(place);
        conflicts_.count(side, place);
        std::string choice = side == Side::theirs ? "theirs" : "";
        if (side == Side::clash) choice = conflicts_.add(path_, place, source);
        if (choice == "theirs") put(parent, key, place.theirs);
        if (choice == "base") put(parent, key, place.base);
    }

    // Not a matter to ask about: where both sides computed anew, it goes with the number that was taken.
    void computed() {
        const Three place{computedOf(record_.base), computedOf(record_.mine), computedOf(record_.theirs)};
        const std::size_t size = sides_.size();
        if (size == 0 || !place.areLists(size)) {
            const PathStep step(path_, "computed");
            const Three stored = record_.at("computed");
            if (stored.mine != nullptr || stored.theirs != nullptr) whole(row_, "computed", stored, record_);
            return;
        }
        Json merged = *place.mine;
        for (std::size_t i = 0; i < size; ++i) {
            const Three number = place.item(i);
            const Side side = decide(number);
            const bool theirs = side == Side::clash ? sides_[i] == Side::theirs ||
                                                          (sides_[i] == Side::same && *number.mine < *number.theirs)
                                                    : side == Side::theirs;
            if (theirs) merged[i] = *number.theirs;
        }
        const Json* own = memberOf(&row_, memberOf(&row_, "values") != nullptr ? "values" : "reserve");
        if (sameValue(own, &merged)) {
            row_.erase("computed");
        } else {
            row_["computed"] = std::move(merged);
        }
    }

    Json& row_;
    const Three& record_;
    Three cells_;
    std::string& path_;
    ConflictList& conflicts_;
    std::vector<Side> sides_;        // where each period's number came from
    std::vector<std::string> done_;  // periods whose cell went with the number
};

}  // namespace

bool isRowField(std::string_view field) {
    return field == "values" || field == "reserve" || field == "computed" || field == "cells";
}

void mergeRow(Json& row, const Three& record, const FiscalCalendar& calendar, std::string& path,
              ConflictList& conflicts) {
    RowMerge(row, record, path, conflicts).run(calendar);
}

}  // namespace sandtable
