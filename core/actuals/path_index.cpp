#include "actuals/path_index.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/json_object.h"
#include "base/stable_sort.h"

namespace sandtable {
namespace {

constexpr std::size_t kDenseCells = 1U << 22;  // up to here a plain array numbers the pairs, beyond it a hash map
constexpr std::uint32_t kUnset = UINT32_MAX;

// Extends every path by the next level's code and numbers the pairs that occur by first appearance.
class PairNumbering {
public:
    PairNumbering(std::size_t paths, std::size_t codes) : width_(codes) {
        if (paths * codes <= kDenseCells) dense_.assign(paths * codes, kUnset);
    }
    std::uint32_t number(std::uint32_t path, std::uint32_t code) {
        const std::uint64_t key = std::uint64_t{path} * width_ + code;
        if (key == lastKey_) return lastNumber_;
        std::uint32_t& number =
            dense_.empty() ? sparse_.try_emplace(key, kUnset).first->second : dense_[static_cast<std::size_t>(key)];
        if (number == kUnset) {
            number = static_cast<std::uint32_t>(pairs_.size());
            pairs_.emplace_back(path, code);
        }
        lastKey_ = key;
        lastNumber_ = number;
        return number;
    }
    [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs() const { return pairs_; }

private:
    std::uint64_t width_;
    std::vector<std::uint32_t> dense_;
    std::unordered_map<std::uint64_t, std::uint32_t> sparse_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
    std::uint64_t lastKey_ = UINT64_MAX;
    std::uint32_t lastNumber_ = 0;
};

void extendPaths(PathIndex& index, const DimensionColumn& column) {
    PairNumbering numbering(index.paths.size(), column.values().size());
    column.visit([&](auto codes) {
        for (std::size_t row = 0; row < codes.size(); ++row)
            index.pathOfRow[row] = numbering.number(index.pathOfRow[row], codes[row]);
    });
    std::vector<PathIndex::Path> extended;
    extended.reserve(numbering.pairs().size());
    for (const auto& [path, code] : numbering.pairs()) {
        PathIndex::Path next{index.paths[path].codes, 0, 0};
        next.codes.push_back(code);
        extended.push_back(std::move(next));
    }
    index.paths = std::move(extended);
}

void sortPaths(PathIndex& index) {
    std::vector<std::uint32_t> order(index.paths.size());
    std::iota(order.begin(), order.end(), 0U);
    stableSort(order, [&](std::uint32_t a, std::uint32_t b) { return index.paths[a].codes < index.paths[b].codes; });
    std::vector<PathIndex::Path> sorted;
    std::vector<std::uint32_t> place(order.size());
    for (const std::uint32_t path : order) {
        place[path] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(std::move(index.paths[path]));
    }
    index.paths = std::move(sorted);
    for (std::uint32_t& path : index.pathOfRow) path = place[path];
}

}  // namespace

Result<PathIndex> indexPaths(const FactTable& facts, std::span<const std::string> levels) {
    PathIndex index;
    Errors errors;
    for (const std::string& level : levels) {
        const DimensionColumn* column = facts.dimension(level);
        if (column == nullptr) {
            errors.push_back({.code = "actuals.missing_dimension",
                              .path = "",
                              .params = JsonObject().put("dimension", level).put("table", facts.name)});
        }
        index.levels.push_back(column);
    }
    if (!errors.empty()) return failure(std::move(errors));
    index.pathOfRow.assign(facts.rows, 0);
    if (facts.rows == 0) return index;
    index.paths.emplace_back();
    for (const DimensionColumn* column : index.levels) extendPaths(index, *column);
    sortPaths(index);
    const auto amounts = facts.amount("amount");
    for (std::size_t row = 0; row < facts.rows; ++row) {
        PathIndex::Path& path = index.paths[index.pathOfRow[row]];
        ++path.rows;
        if (!amounts.empty() && amounts[row] != kMissingAmount) path.amount += amounts[row];
    }
    return index;
}

}  // namespace sandtable
