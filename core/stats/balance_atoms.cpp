// The sweep that cuts the block into atoms, and the pass that sums their cells.
#include "stats/balance_atoms.h"

#include <cmath>
#include <unordered_map>

#include "base/stable_sort.h"

namespace sandtable::balancing {
namespace {

// Sets of constraints as paths in a trie, so that equal sets get equal numbers without comparing lists.
class SetTrie {
public:
    // The set `parent` plus a constraint larger than all of its members. 0 is the empty set.
    int extend(int parent, int constraint) {
        Node& from = nodes_[static_cast<size_t>(parent)];
        if (from.lastConstraint == constraint) return from.lastChild;  // sweeps ask the same thing again and again
        const auto key = static_cast<std::uint64_t>(parent) << 32 | static_cast<std::uint32_t>(constraint);
        const auto [it, added] = children_.try_emplace(key, static_cast<int>(nodes_.size()));
        from.lastConstraint = constraint;
        from.lastChild = it->second;
        if (added) nodes_.push_back({.parent = parent, .constraint = constraint});
        return it->second;
    }

    [[nodiscard]] std::vector<int> members(int set) const {
        std::vector<int> out;
        for (int at = set; at != 0; at = nodes_[static_cast<size_t>(at)].parent)
            out.push_back(nodes_[static_cast<size_t>(at)].constraint);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    struct Node {
        int parent = 0;
        int constraint = -1;
        int lastConstraint = -1;
        int lastChild = 0;
    };
    std::vector<Node> nodes_{1};
    std::unordered_map<std::uint64_t, int> children_;
};

class Sweep {
public:
    explicit Sweep(const BalanceInput& input) : input_(input) {}

    std::vector<Atom> run() {
        std::vector<Event> events;
        for (int c = 0; c < static_cast<int>(input_.constraints.size()); ++c) {
            events.push_back({box(c).firstRow, c, true});
            events.push_back({box(c).lastRow + 1, c, false});
        }
        stableSort(events, [](const Event& a, const Event& b) { return a.row < b.row; });
        for (size_t i = 0; i < events.size();) {
            const int row = events[i].row;
            for (; i < events.size() && events[i].row == row; ++i) toggle(events[i]);
            if (!active_.empty()) cutSegment(row, events[i].row - 1);
        }
        return std::move(atoms_);
    }

private:
    struct Event {
        int row;
        int constraint;
        bool starts;
    };

    const CellBox& box(int c) const { return input_.constraints[static_cast<size_t>(c)].box; }

    void toggle(const Event& event) {
        const auto at = std::lower_bound(active_.begin(), active_.end(), event.constraint);
        if (event.starts)
            active_.insert(at, event.constraint);
        else
            active_.erase(at);
    }

    static void sortUnique(std::vector<int>& cuts) {
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    }

    // One run of rows in which the same constraints are active: a small product × period grid of constraint sets.
    void cutSegment(int firstRow, int lastRow) {
        productCuts_.clear();
        periodCuts_.clear();
        for (int c : active_) {
            productCuts_.insert(productCuts_.end(), {box(c).firstProduct, box(c).lastProduct + 1});
            periodCuts_.insert(periodCuts_.end(), {box(c).firstPeriod, box(c).lastPeriod + 1});
        }
        sortUnique(productCuts_);
        sortUnique(periodCuts_);
        const size_t width = periodCuts_.size() - 1;
        const size_t height = productCuts_.size() - 1;
        grid_.assign(width * height, 0);
        for (int c : active_) {
            const size_t p0 = indexOf(productCuts_, box(c).firstProduct),
                         p1 = indexOf(productCuts_, box(c).lastProduct + 1);
            const size_t t0 = indexOf(periodCuts_, box(c).firstPeriod),
                         t1 = indexOf(periodCuts_, box(c).lastPeriod + 1);
            for (size_t p = p0; p < p1; ++p)
                for (size_t t = t0; t < t1; ++t) grid_[p * width + t] = trie_.extend(grid_[p * width + t], c);
        }
        for (size_t p = 0; p < height; ++p) {
            for (size_t t = 0; t < width;) {
                const int set = grid_[p * width + t];
                size_t end = t + 1;
                while (end < width && grid_[p * width + end] == set) ++end;
                if (set != 0)
                    add(set, {firstRow, lastRow, productCuts_[p], productCuts_[p + 1] - 1, periodCuts_[t],
                              periodCuts_[end] - 1});
                t = end;
            }
        }
    }

    static size_t indexOf(const std::vector<int>& cuts, int value) {
        return static_cast<size_t>(std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
    }

    void add(int set, const CellBox& piece) {
        if (atomOfSet_.size() <= static_cast<size_t>(set)) atomOfSet_.resize(static_cast<size_t>(set) + 1, -1);
        int& index = atomOfSet_[static_cast<size_t>(set)];
        if (index < 0) {
            index = static_cast<int>(atoms_.size());
            atoms_.push_back({.constraints = trie_.members(set), .boxes = {}});
        }
        std::vector<CellBox>& boxes = atoms_[static_cast<size_t>(index)].boxes;
        if (!boxes.empty() && joins(boxes.back(), piece)) return;
        boxes.push_back(piece);
    }

    // Grows `last` by `piece` when together they are a box; keeps runs long and lists short.
    static bool joins(CellBox& last, const CellBox& piece) {
        if (last.firstPeriod != piece.firstPeriod || last.lastPeriod != piece.lastPeriod) return false;
        const bool sameProducts = last.firstProduct == piece.firstProduct && last.lastProduct == piece.lastProduct;
        const bool sameRows = last.firstRow == piece.firstRow && last.lastRow == piece.lastRow;
        if (sameProducts && last.lastRow + 1 == piece.firstRow)
            last.lastRow = piece.lastRow;
        else if (sameRows && last.lastProduct + 1 == piece.firstProduct)
            last.lastProduct = piece.lastProduct;
        else
            return false;
        return true;
    }

    const BalanceInput& input_;
    SetTrie trie_;
    std::vector<int> active_;  // constraints over the current rows, ascending
    std::vector<int> productCuts_, periodCuts_, grid_;
    std::vector<int> atomOfSet_;
    std::vector<Atom> atoms_;
};

// Adds up at most 512 cells, so that even the largest cells cannot overflow. False when one is out of range.
bool sumChunk(const BalanceInput& input, std::size_t first, std::size_t count, Atom& atom) {
    const std::int64_t* cell = input.current.data() + first;
    std::uint64_t bits = 0;
    std::int64_t all = 0, fixedSum = 0, fixedCells = 0;
    if (input.fixed.empty()) {
        for (std::size_t i = 0; i < count; ++i) {
            bits |= static_cast<std::uint64_t>(cell[i]);
            all += cell[i] & kMaxCell;
        }
    } else {
        const std::uint8_t* fixed = input.fixed.data() + first;
        for (std::size_t i = 0; i < count; ++i) {
            bits |= static_cast<std::uint64_t>(cell[i]);
            const std::int64_t mask = -static_cast<std::int64_t>(fixed[i] != 0);
            const std::int64_t value = cell[i] & kMaxCell;
            all += value;
            fixedSum += value & mask;
            fixedCells -= mask;
        }
    }
    if (bits > static_cast<std::uint64_t>(kMaxCell)) return false;
    atom.freeSum += all - fixedSum;
    atom.fixedSum += fixedSum;
    atom.fixedCells += fixedCells;
    atom.freeCells += static_cast<std::int64_t>(count) - fixedCells;
    return atom.freeSum <= kMaxSum && atom.fixedSum <= kMaxSum;
}

// Cells without weight still count a little: they are filled when nothing else in reach can be.
constexpr double kUnweightedCell = 1e-9;

bool weighFreeCells(const BalanceInput& input, Atom& atom) {
    atom.seed = static_cast<double>(atom.freeCells);
    if (input.weights.empty() || atom.freeSum > 0) return true;
    bool valid = true;
    double sum = 0;
    for (const CellBox& box : atom.boxes) {
        forEachRun(input, box, [&](std::size_t first, std::size_t count) {
            for (std::size_t i = first; i < first + count; ++i) {
                const double weight = input.weights[i];
                if (!(weight >= 0) || !std::isfinite(weight)) valid = false;
                if (input.fixed.empty() || input.fixed[i] == 0) sum += weight;
            }
        });
    }
    atom.seed = sum + kUnweightedCell * static_cast<double>(atom.freeCells);
    return valid && std::isfinite(atom.seed);
}

}  // namespace

std::vector<Atom> buildAtoms(const BalanceInput& input) { return Sweep(input).run(); }

bool measureAtom(const BalanceInput& input, Atom& atom) {
    bool valid = true;
    for (const CellBox& box : atom.boxes) {
        forEachRun(input, box, [&](std::size_t first, std::size_t count) {
            for (std::size_t done = 0; valid && done < count; done += 512)
                valid = sumChunk(input, first + done, std::min<std::size_t>(512, count - done), atom);
        });
    }
    return valid && weighFreeCells(input, atom);
}

}  // namespace sandtable::balancing
