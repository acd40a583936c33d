#include "targets/cell_balance.h"

#include <algorithm>

namespace sandtable {

namespace {

std::string_view kindName(HoldKind kind) {
    switch (kind) {
        case HoldKind::edit:
            return "edit";
        case HoldKind::lock:
            return "lock";
        case HoldKind::min:
            return "min";
        case HoldKind::max:
            return "max";
        case HoldKind::held:
            return "held";
    }
    return "";
}

}  // namespace

CellBalance::CellBalance(const TargetBook& book, const OrgTree& tree)
    : book_(book), tree_(tree), cells_(book.cells()), fixed_(book.cells().size(), 0) {}

std::size_t CellBalance::index(int unit, int product, int period) const {
    return static_cast<std::size_t>(book_.rowOf(unit, product)) * static_cast<std::size_t>(book_.periodCount()) +
           static_cast<std::size_t>(period);
}

void CellBalance::holdMark(const CellMark& mark, Minor value) {
    const bool oneCell = book_.isLeaf(mark.unit) && mark.span.length() == 1 &&
                         (mark.product != kAllProducts || book_.productCount() == 1);
    if (oneCell) {
        const std::size_t cell = index(mark.unit, std::max(0, mark.product), mark.span.first);
        cells_[cell] = value;
        fixed_[cell] = mark.locked ? 1 : 2;
        return;
    }
    hold({.kind = mark.locked ? HoldKind::lock : HoldKind::edit,
          .unit = mark.unit,
          .product = mark.product,
          .period = formatPeriod(mark.period),
          .span = mark.span,
          .minor = value});
}

void CellBalance::holdLocks() {
    for (const CellMark& mark : book_.marks()) {
        if (mark.locked) holdMark(mark, book_.total(mark.unit, mark.product, mark.span));
    }
}

void CellBalance::holdLimits(const std::vector<UnitLimits>& limits) {
    const std::string year = std::to_string(book_.axis().year());
    for (const UnitLimits& limit : limits) {
        Hold hold{.unit = limit.unit, .product = limit.product, .period = year, .span = book_.axis().whole()};
        if (const auto least = limit.floorMinor(); least && *least > 0) {
            hold.kind = HoldKind::min;
            hold.minor = *least;
            noteConstraint(hold, *least, kNoMaximum);
        }
        if (const auto most = limit.ceilingMinor()) {
            hold.kind = HoldKind::max;
            hold.minor = *most;
            noteConstraint(hold, 0, *most);
        }
    }
}

void CellBalance::hold(Hold hold) {
    const Minor value = hold.minor;
    noteConstraint(std::move(hold), value, value);
}

void CellBalance::noteConstraint(Hold hold, Minor min, Minor max) {
    constraints_.push_back({.box = boxOf(hold), .min = min, .max = max});
    holds_.push_back(std::move(hold));
}

void CellBalance::freezeOwn(int unit, int product, PeriodSpan span) {
    const int first = product == kAllProducts ? 0 : product;
    const int last = product == kAllProducts ? book_.productCount() - 1 : product;
    for (int k = first; k <= last; ++k) {
        for (int p = span.first; p <= span.last; ++p) {
            std::uint8_t& fixed = fixed_[index(unit, k, p)];
            if (fixed == 0) fixed = 3;
        }
    }
}

void CellBalance::freeze(int unit, int product, PeriodSpan span) {
    for (int u = unit; u < book_.endOf(unit); ++u) freezeOwn(u, product, span);
}

void CellBalance::setCell(int unit, int product, int period, Minor value) {
    cells_[index(unit, product, period)] = value;
}

CellBox CellBalance::boxOf(const Hold& hold) const {
    return {.firstRow = hold.unit,
            .lastRow = hold.ownRow ? hold.unit : book_.endOf(hold.unit) - 1,
            .firstProduct = hold.product == kAllProducts ? 0 : hold.product,
            .lastProduct = hold.product == kAllProducts ? book_.productCount() - 1 : hold.product,
            .firstPeriod = hold.span.first,
            .lastPeriod = hold.span.last};
}

Minor CellBalance::sumOf(const Hold& hold) {
    const CellBox box = boxOf(hold);
    Minor sum = 0;
    for (int row = box.firstRow; row <= box.lastRow; ++row) {
        for (int k = box.firstProduct; k <= box.lastProduct; ++k) {
            for (int p = box.firstPeriod; p <= box.lastPeriod; ++p) sum += cells_[index(row, k, p)];
        }
    }
    return sum;
}

// An all-zero block fills leaves evenly; reserves only where there is nothing else.
std::vector<double> CellBalance::fillWeights() const {
    const auto rowCells =
        static_cast<std::size_t>(book_.productCount()) * static_cast<std::size_t>(book_.periodCount());
    std::vector<double> weights(cells_.size(), 0);
    for (int u = 0; u < book_.units(); ++u) {
        if (!book_.isLeaf(u)) continue;
        const auto from = weights.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(u) * rowCells);
        std::fill(from, from + static_cast<std::ptrdiff_t>(rowCells), 1.0);
    }
    return weights;
}

Result<CellBalance::Answer> CellBalance::solve() {
    std::vector<int> violated;
    bool emptyBox = false;
    for (std::size_t i = 0; i < constraints_.size(); ++i) {
        const Minor sum = sumOf(holds_[i]);
        if (sum >= constraints_[i].min && sum <= constraints_[i].max) continue;
        violated.push_back(static_cast<int>(i));
        emptyBox |= sum == 0;
    }
    if (!violated.empty()) {
        const std::vector<double> weights = emptyBox ? fillWeights() : std::vector<double>();
        const BalanceInput input{.rows = book_.units(),
                                 .products = book_.productCount(),
                                 .periods = book_.periodCount(),
                                 .current = cells_,
                                 .weights = weights,
                                 .fixed = fixed_,
                                 .constraints = constraints_};
        const auto changes = balanceChanges(input, violated);
        if (!changes) return failure(explain(changes.error()));
        std::size_t next = 0;
        for (const CellRun& run : changes->runs) {
            for (std::size_t i = 0; i < run.count; ++i) cells_[run.first + i] = changes->values[next++];
        }
    }
    Answer answer{.cells = std::move(cells_), .changedRows = {}};
    const auto periods = static_cast<std::size_t>(book_.periodCount());
    for (std::size_t row = 0; row * periods < answer.cells.size(); ++row) {
        const auto from = static_cast<std::ptrdiff_t>(row * periods);
        const auto to = from + static_cast<std::ptrdiff_t>(periods);
        if (!std::equal(answer.cells.begin() + from, answer.cells.begin() + to, book_.cells().begin() + from)) {
            answer.changedRows.push_back(static_cast<int>(row));
        }
    }
    return answer;
}

Json CellBalance::describe(const Hold& hold) const {
    Json json{{"node", tree_[hold.unit].id},
              {"nodeName", tree_[hold.unit].name},
              {"period", hold.period},
              {"kind", kindName(hold.kind)},
              {"minor", hold.minor}};
    if (hold.product != kAllProducts) json["product"] = book_.products()[static_cast<std::size_t>(hold.product)];
    if (hold.ownRow) json["reserve"] = true;
    return json;
}

Errors CellBalance::explain(const BalanceConflict& conflict) const {
    Json conflicts = Json::array();
    for (const int i : conflict.constraints) conflicts.push_back(describe(holds_[static_cast<std::size_t>(i)]));
    const auto periods = static_cast<std::size_t>(book_.periodCount());
    const auto products = static_cast<std::size_t>(book_.productCount());
    for (const CellRun& run : conflict.fixed) {
        for (std::size_t cell = run.first; cell < run.first + run.count; ++cell) {
            const std::size_t row = cell / periods;
            const auto period = static_cast<int>(cell % periods);
            const HoldKind kinds[] = {HoldKind::held, HoldKind::lock, HoldKind::edit, HoldKind::held};
            conflicts.push_back(
                describe({.kind = kinds[fixed_[cell]],
                          .unit = static_cast<int>(row / products),
                          .product = book_.byProduct() ? static_cast<int>(row % products) : kAllProducts,
                          .period = formatPeriod(book_.periods()[static_cast<std::size_t>(period)]),
                          .span = {period, period},
                          .minor = cells_[cell]}));
        }
    }
    if (conflict.nonnegativity) {
        Json last = conflicts.empty() ? Json::object() : conflicts.back();
        conflicts.push_back({{"node", last.value("node", "")},
                             {"nodeName", last.value("nodeName", "")},
                             {"period", last.value("period", "")},
                             {"kind", "nonnegative"},
                             {"minor", 0}});
    }
    switch (conflict.reason) {
        case BalanceConflict::Reason::infeasible:
            return {
                {.code = "targets.infeasible", .params = {{"conflicts", conflicts}, {"smallest", conflict.smallest}}}};
        case BalanceConflict::Reason::undecided:
            return {{.code = "targets.undecided", .params = {{"conflicts", conflicts}}}};
        case BalanceConflict::Reason::invalid:
            break;
    }
    return {{.code = "targets.bad_cells",
             .params = {{"conflicts", conflicts}},
             .detail = "the balance solver refused its input: a negative cell or a bound out of range"}};
}

}  // namespace sandtable
