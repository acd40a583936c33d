#include "sales/aggregates.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace sandtable {
namespace {

constexpr std::size_t kWorthRows = 50'000;   // below, counting the lines is as quick
constexpr std::size_t kSmaller = 3;          // an aggregate has at most a third of the lines
constexpr std::size_t kSample = 32'768;      // lines looked at to tell whether groups are likely to be fewer than lines
constexpr std::size_t kKept = 48;            // aggregates, and notes that one is not worth making
constexpr std::size_t kFirstQuestions = 40;  // answered before the base is made: a first page should not wait for it
constexpr std::uint64_t kSureCells = 1ULL << 16;  // so few combinations need no sample
constexpr std::uint64_t kMaxCells = 1ULL << 48;
// What dashboards ask for most is added up by month in one pass, and smaller aggregates are made of that.
constexpr std::array<std::string_view, 8> kBaseColumns = {kLeafColumn,   "region",   "city",     "channel",
                                                          "productLine", "province", "category", "segment"};
constexpr std::size_t kBaseValues = 400;  // a column with more codes would make the base as long as the table

bool holdsAll(const std::set<std::string>& have, const std::set<std::string>& want) {
    return std::includes(have.begin(), have.end(), want.begin(), want.end());
}

bool covers(const Aggregates::Need& have, const Aggregates::Need& want) {
    return (!want.grain || have.grain == want.grain) && holdsAll(have.columns, want.columns) &&
           holdsAll(have.sums, want.sums) && holdsAll(have.distinct, want.distinct);
}

std::uint64_t codeAt(const CodeColumn& column, std::size_t row) {
    return std::visit([row](auto codes) { return std::uint64_t{codes[row]}; }, column.codes);
}

template <class Code>
CodeColumn codeColumn(std::vector<std::vector<Code>>& held, const std::vector<std::uint32_t>& codes, std::size_t size) {
    held.emplace_back(codes.begin(), codes.end());
    return {std::span<const Code>(held.back()), size, false};
}

}  // namespace

const RowSource* Aggregates::of(const Need& need) {
    if (lines_.rows < kWorthRows) return nullptr;
    if (!baseTried_ && ++asked_ > kFirstQuestions) makeBase();
    Aggregate* found = find(need);
    if (found == nullptr || !found->tried) {
        const bool again = found != nullptr;
        if (again) kept_.pop_front();
        // The first time the lines themselves are as quick as adding them up, unless something smaller is at hand.
        found = again || &smallestWith(need) != &lines_ ? &make(need) : &note(need);
    }
    if (!found->worth) return nullptr;
    const auto scattered = [&](const std::string& key) { return found->scattered.contains(key); };
    if (std::any_of(need.distinct.begin(), need.distinct.end(), scattered)) return nullptr;
    if (!covers(found->holds, need)) {
        // Once more, with what was asked of these columns before.
        Need both = need;
        both.sums.insert(found->holds.sums.begin(), found->holds.sums.end());
        both.distinct.insert(found->holds.distinct.begin(), found->holds.distinct.end());
        kept_.pop_front();
        found = &make(std::move(both));
    }
    return found->worth && covers(found->holds, need) ? &found->source : nullptr;
}

// The aggregate by just these columns and periods, whatever it holds; moved to the front.
Aggregates::Aggregate* Aggregates::find(const Need& need) {
    const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const Aggregate& kept) {
        return kept.holds.grain == need.grain && kept.holds.columns == need.columns;
    });
    if (known == kept_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, known);
    return &kept_.front();
}

// Remembers that this was asked for.
Aggregates::Aggregate& Aggregates::note(Need need) {
    kept_.emplace_front().holds = std::move(need);
    trim();
    return kept_.front();
}

Aggregates::Aggregate& Aggregates::make(Need need) {
    Aggregate made;
    made.holds = std::move(need);
    made.tried = true;
    addUp(made);
    kept_.push_front(std::move(made));
    trim();
    return kept_.front();
}

void Aggregates::addUp(Aggregate& made) {
    const RowSource& from = smallestWith(made.holds);
    const std::vector<DayRange> runs = runsOf(made.holds.grain);
    if (&from == &lines_ && !promises(made.holds, runs.size())) return;
    std::vector<AxisCodes> axes;
    if (made.holds.grain) {
        AxisCodes periods;
        periods.runs = runs;
        periods.size = runs.size();
        axes.push_back(std::move(periods));
    }
    for (const std::string& key : made.holds.columns) {
        AxisCodes axis;
        axis.column = key;
        axis.size = lines_.column(key)->size;
        axes.push_back(std::move(axis));
    }
    const GroupingWants wants{{made.holds.sums.begin(), made.holds.sums.end()},
                              {made.holds.distinct.begin(), made.holds.distinct.end()},
                              true};
    auto groups = groupRows(from, Selection(from, {}), axes, wants);
    if (!groups || groups->size() * kSmaller > lines_.rows) return;
    made.worth = true;
    keep(made, runs, std::move(*groups));
}

void Aggregates::keep(Aggregate& made, const std::vector<DayRange>& runs, Groups groups) {
    const std::size_t firstColumn = made.holds.grain ? 1 : 0;
    made.day.assign(groups.size(), lines_.day.front());
    if (made.holds.grain)
        for (std::size_t row = 0; row < groups.size(); ++row)
            made.day[row] = std::max(runs[groups.members[0][row]].first, lines_.day.front());
    made.lines = std::move(groups.lines);
    made.lastDay = std::move(groups.lastDay);
    RowSource& source = made.source;
    source.serial = ++serial_;
    source.rows = made.lines.size();
    source.day = made.day;
    source.lastDay = made.lastDay;
    source.lines = made.lines;
    std::size_t axis = firstColumn;
    made.shortCodes.reserve(made.holds.columns.size());  // spans look at them: they must not move
    made.longCodes.reserve(made.holds.columns.size());
    for (const std::string& key : made.holds.columns) {
        const std::size_t size = lines_.column(key)->size;
        const std::vector<std::uint32_t>& codes = groups.members[axis++];
        source.codes[key] = size <= std::numeric_limits<std::uint16_t>::max() ? codeColumn(made.shortCodes, codes, size)
                                                                              : codeColumn(made.longCodes, codes, size);
    }
    made.values.reserve(groups.sums.size() + groups.distinct.size());
    std::size_t want = 0;
    for (const std::string& key : made.holds.sums) {
        made.values.push_back(std::move(groups.sums[want++]));
        source.amounts[key] = {made.values.back(), lines_.amount(key)->hasMissing};
    }
    want = 0;
    for (const std::string& key : made.holds.distinct) {
        std::vector<std::int64_t>& counts = groups.distinct[want++];
        if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) != distinctCodes(key)) {
            made.scattered.insert(key);
            continue;
        }
        made.values.push_back(std::move(counts));
        source.distinct[key] = made.values.back();
    }
    for (const std::string& key : made.scattered) made.holds.distinct.erase(key);
}

void Aggregates::makeBase() {
    baseTried_ = true;
    Need base{Grain::month, {}, {}, {}};
    for (const auto& [key, amount] : lines_.amounts) base.sums.insert(key);
    std::vector<std::string>
        columns;  // asked for most first: where the base would grow too long the last ones stay out
    for (const std::string_view key : kBaseColumns)
        if (const CodeColumn* column = lines_.column(key); column != nullptr && column->size <= kBaseValues)
            columns.emplace_back(key);
    for (; !columns.empty(); columns.pop_back()) {
        base.columns = {columns.begin(), columns.end()};
        Aggregate& made = make(base);
        made.base = made.worth;
        if (made.worth) return;
    }
}

void Aggregates::trim() {
    std::size_t rows = 0;
    for (const Aggregate& kept : kept_) rows += kept.source.rows;
    for (auto last = kept_.end(); rows > lines_.rows / 2 || kept_.size() > kKept;) {
        do {
            if (--last == kept_.begin()) return;
        } while (last->base);
        rows -= last->source.rows;
        last = kept_.erase(last);
    }
}

std::vector<DayRange> Aggregates::runsOf(std::optional<Grain> grain) const {
    const DayRange days{lines_.day.front(), lines_.day.back()};
    if (!grain) return {days};
    std::vector<DayRange> runs;
    for (Day day = days.first; day <= days.last; day = runs.back().last + 1)
        runs.push_back(*calendar_.rangeOf(calendar_.periodOf(day, *grain)));
    return runs;
}

const RowSource& Aggregates::smallestWith(const Need& need) const {
    const RowSource* smallest = &lines_;
    for (const Aggregate& kept : kept_)
        if (kept.worth && kept.source.rows < smallest->rows && covers(kept.holds, need)) smallest = &kept.source;
    return *smallest;
}

// Whether many lines are likely to share their combination of codes, judged by lines from everywhere in the table.
bool Aggregates::promises(const Need& need, std::size_t runs) const {
    std::vector<const CodeColumn*> columns;
    std::uint64_t cells = runs;
    for (const std::string& key : need.columns) {
        columns.push_back(lines_.column(key));
        cells *= std::max<std::size_t>(1, columns.back()->size);
        if (cells > kMaxCells) return false;
    }
    if (cells <= kSureCells) return true;
    const std::size_t step = std::max<std::size_t>(1, lines_.rows / kSample);
    const std::uint64_t days = static_cast<std::uint64_t>(lines_.day.back() - lines_.day.front()) + 1;
    std::vector<std::uint64_t> seen;
    for (std::size_t row = 0; row < lines_.rows; row += step) {
        std::uint64_t cell = static_cast<std::uint64_t>(lines_.day[row] - lines_.day.front()) * runs / days;
        for (const CodeColumn* column : columns) cell = cell * column->size + codeAt(*column, row);
        seen.push_back(cell);
    }
    const std::size_t sampled = seen.size();
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    return seen.size() * 4 <= sampled * 3;
}

std::int64_t Aggregates::distinctCodes(const std::string& column) {
    const auto known = distinct_.find(column);
    if (known != distinct_.end()) return known->second;
    const auto groups = groupRows(lines_, Selection(lines_, {}), {}, {{}, {column}, false});
    return distinct_.emplace(column, groups->distinct[0][0]).first->second;
}

}  // namespace sandtable
