#include "targets/cell_fill.h"

#include <algorithm>
#include <cmath>

#include "stats/rounding.h"

namespace sandtable {

namespace {

// Rounds real cells down the tree: the root's periods first, then inside every parent its own rows and its children.
class TreeRounding {
public:
    // `rowTotal` per own row (unit × product), `realCell` its periods: rows × periods, each row adding up to its total.
    TreeRounding(TargetBook& book, const OrgTree& tree, std::vector<Minor> rowTotal, std::vector<double> realCell)
        : book_(book), tree_(tree), rowTotal_(std::move(rowTotal)), realCell_(std::move(realCell)) {}

    Result<void> run() {
        addUp();
        unitCells_.assign(static_cast<std::size_t>(tree_.size()) * periods(), 0);
        const auto root = splitByLargestRemainder(unitTotal_[0], std::span(unitReal_).first(periods()));
        if (!root) return tl::unexpected(root.error());
        std::copy(root->begin(), root->end(), unitCells_.begin());
        for (int u = 0; u < tree_.size(); ++u) {
            if (auto done = roundParts(u); !done) return done;
        }
        return {};
    }

private:
    std::size_t periods() const { return static_cast<std::size_t>(book_.periodCount()); }
    std::size_t products() const { return static_cast<std::size_t>(book_.productCount()); }

    // Real values and whole totals of every unit with everything below.
    void addUp() {
        const auto units = static_cast<std::size_t>(tree_.size());
        unitReal_.assign(units * periods(), 0);
        unitTotal_.assign(units, 0);
        for (std::size_t u = units; u-- > 0;) {
            for (std::size_t k = 0; k < products(); ++k) {
                const std::size_t row = u * products() + k;
                unitTotal_[u] += rowTotal_[row];
                for (std::size_t p = 0; p < periods(); ++p)
                    unitReal_[u * periods() + p] += realCell_[row * periods() + p];
            }
            const int parent = tree_[static_cast<int>(u)].parent;
            if (parent < 0) continue;
            const auto above = static_cast<std::size_t>(parent);
            unitTotal_[above] += unitTotal_[u];
            for (std::size_t p = 0; p < periods(); ++p)
                unitReal_[above * periods() + p] += unitReal_[u * periods() + p];
        }
    }

    Result<void> roundParts(int unit) {
        const auto u = static_cast<std::size_t>(unit);
        const std::vector<int>& children = tree_[unit].children;
        const std::size_t parts = products() + children.size();
        if (children.empty() && products() == 1) {  // a leaf of one row is its own cells
            const auto from = unitCells_.begin() + static_cast<std::ptrdiff_t>(u * periods());
            std::copy(from, from + static_cast<std::ptrdiff_t>(periods()), book_.row(unit, 0).begin());
            return {};
        }
        real_.resize(parts * periods());
        totals_.resize(parts);
        for (std::size_t k = 0; k < products(); ++k)
            place(k, realCell_, u * products() + k, rowTotal_[u * products() + k]);
        for (std::size_t i = 0; i < children.size(); ++i) {
            const auto child = static_cast<std::size_t>(children[i]);
            place(products() + i, unitReal_, child, unitTotal_[child]);
        }
        auto whole = roundToMargins(real_, static_cast<int>(parts), book_.periodCount(), totals_,
                                    std::span(unitCells_).subspan(u * periods(), periods()));
        if (!whole) return tl::unexpected(whole.error());
        whole_ = std::move(*whole);
        for (std::size_t k = 0; k < products(); ++k) take(k, book_.row(unit, static_cast<int>(k)));
        for (std::size_t i = 0; i < children.size(); ++i) {
            take(products() + i,
                 std::span(unitCells_).subspan(static_cast<std::size_t>(children[i]) * periods(), periods()));
        }
        return {};
    }

    void place(std::size_t part, const std::vector<double>& from, std::size_t row, Minor total) {
        for (std::size_t p = 0; p < periods(); ++p) real_[part * periods() + p] = from[row * periods() + p];
        totals_[part] = total;
    }
    void take(std::size_t part, std::span<Minor> into) const {
        for (std::size_t p = 0; p < periods(); ++p) into[p] = whole_[part * periods() + p];
    }

    TargetBook& book_;
    const OrgTree& tree_;
    std::vector<Minor> rowTotal_;
    std::vector<double> realCell_;
    std::vector<double> unitReal_;
    std::vector<Minor> unitTotal_;
    std::vector<Minor> unitCells_;
    std::vector<double> real_;  // the block of the parent at work
    std::vector<Minor> whole_;
    std::vector<Minor> totals_;
};

}  // namespace

Result<void> fillCells(TargetBook& book, const OrgTree& tree, const NodeTotals& totals, const SeasonPlan& seasons,
                       const ProductShares& products) {
    const auto units = static_cast<std::size_t>(tree.size());
    const auto lines = static_cast<std::size_t>(book.productCount());
    const auto periods = static_cast<std::size_t>(book.periodCount());
    std::vector<Minor> rowTotal(units * lines);
    std::vector<double> real(units * lines * periods);
    for (std::size_t u = 0; u < units; ++u) {
        const auto row = std::span(rowTotal).subspan(u * lines, lines);
        if (lines == 1) {
            row[0] = totals.own[u];
        } else {
            const auto parts = splitByLargestRemainder(totals.own[u], std::span(products).subspan(u * lines, lines));
            if (!parts) return tl::unexpected(parts.error());
            std::copy(parts->begin(), parts->end(), row.begin());
        }
        const std::vector<double>& weights = seasons.of(static_cast<int>(u)).weights;
        for (std::size_t k = 0; k < lines; ++k) {
            double* cells = real.data() + (u * lines + k) * periods;
            for (std::size_t p = 0; p < periods; ++p) cells[p] = static_cast<double>(row[k]) * weights[p];
        }
    }
    return TreeRounding(book, tree, std::move(rowTotal), std::move(real)).run();
}

Result<void> fillScaled(TargetBook& book, const TargetBook& base, const OrgTree& tree, double ratio) {
    const auto periods = static_cast<std::size_t>(base.periodCount());
    const std::size_t rows = base.cells().size() / periods;
    std::vector<double> rowReal(rows, 0);
    for (std::size_t i = 0; i < base.cells().size(); ++i)
        rowReal[i / periods] += static_cast<double>(base.cells()[i]) * ratio;
    const auto whole = minorFromDouble(static_cast<double>(base.total(0, kAllProducts, base.axis().whole())) * ratio);
    if (!whole) return tl::unexpected(whole.error());
    std::vector<Minor> rowTotal(rows, 0);
    // Carry the rounding along the preorder: every subtree is a run of rows, so each of its sums is within one unit.
    double carried = 0;
    Minor placed = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        carried += rowReal[r];
        const Minor upTo = r + 1 == rows ? *whole : static_cast<Minor>(std::floor(carried + 0.5));
        rowTotal[r] = std::max<Minor>(0, upTo - placed);
        placed += rowTotal[r];
    }
    std::vector<double> real(base.cells().size());
    for (std::size_t i = 0; i < real.size(); ++i) {
        const std::size_t row = i / periods;
        real[i] = rowReal[row] > 0
                      ? static_cast<double>(base.cells()[i]) * ratio * static_cast<double>(rowTotal[row]) / rowReal[row]
                      : static_cast<double>(rowTotal[row]) / static_cast<double>(periods);
    }
    return TreeRounding(book, tree, std::move(rowTotal), std::move(real)).run();
}

}  // namespace sandtable
