// CellBalance: a target book's edits, locks and limits as box constraints for the breakback solver, and its answer or refusal in words.
// The only place that calls stats/balance.h; proposes cells, changes nothing.
#pragma once

#include <string>
#include <vector>

#include "stats/balance.h"
#include "targets/target_book.h"

namespace sandtable {

enum class HoldKind { edit, lock, min, max, held };

// One thing that must hold: the sum of a unit's subtree (or only of its own row) over a span.
struct Hold {
    HoldKind kind = HoldKind::edit;
    int unit = 0;
    int product = kAllProducts;
    std::string period;
    PeriodSpan span;
    Minor minor = 0;
    bool ownRow = false;  // only the unit's own row: its reserve
};

class CellBalance {
public:
    // Works on a copy of `book`'s cells. `book` must outlive this object.
    CellBalance(const TargetBook& book, const OrgTree& tree);

    // A lock, or an override that is to stay, keeps `value`.
    void holdMark(const CellMark& mark, Minor value);
    // Every lock of the book keeps what it has.
    void holdLocks();
    void holdLimits(const std::vector<UnitLimits>& limits);
    void hold(Hold hold);
    // Keeps every cell of a unit's subtree as it is; costs nothing to solve.
    void freeze(int unit, int product, PeriodSpan span);
    void freezeOwn(int unit, int product, PeriodSpan span);
    // Sets cells before balancing (a pasted leaf cell, a reverted row).
    void setCell(int unit, int product, int period, Minor value);

    struct Answer {
        std::vector<Minor> cells;
        std::vector<int> changedRows;  // unit * products + product, ascending
    };
    // Errors: targets.infeasible {conflicts: [{node, nodeName, period, kind, minor, product?}], smallest}, targets.undecided {conflicts}.
    [[nodiscard]] Result<Answer> solve();

private:
    [[nodiscard]] CellBox boxOf(const Hold& hold) const;
    [[nodiscard]] Minor sumOf(const Hold& hold);
    [[nodiscard]] std::vector<double> fillWeights() const;
    [[nodiscard]] Errors explain(const BalanceConflict& conflict) const;
    [[nodiscard]] Json describe(const Hold& hold) const;
    void noteConstraint(Hold hold, Minor min, Minor max);
    std::size_t index(int unit, int product, int period) const;

    const TargetBook& book_;
    const OrgTree& tree_;
    std::vector<Minor> cells_;
    std::vector<std::uint8_t> fixed_;  // 1 locked, 2 set by hand, 3 held for this edit only
    std::vector<Hold> holds_;
    std::vector<BoxConstraint> constraints_;
};

}  // namespace sandtable
