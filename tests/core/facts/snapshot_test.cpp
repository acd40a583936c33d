// The snapshot codec: what goes in comes out, and no damage passes unnoticed.
#include "facts/snapshot.h"

#include "base/rng.h"
#include "facts/imported.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

FactTable wideTable(std::size_t rows) {
    FactTable table;
    table.name = "wide";
    table.rows = rows;
    Rng rng(3);
    std::vector<std::uint32_t> codes;
    TextList values{""};
    for (std::size_t row = 0; row < rows; ++row) {
        table.day.push_back(static_cast<Day>(19'000 + row / 100));
        table.sourceLine.push_back(static_cast<std::uint32_t>(rows - row));
        table.amounts["amount"].push_back(rng.below(10) ? static_cast<std::int64_t>(rng.below(1'000'000)) - 500'000
                                                        : kMissingAmount);
        table.amounts["cost"].push_back(kMissingAmount);
        table.amounts["margin"].push_back(row == 5 ? -9'007'199'254'740'991 : 9'007);
        values.push_back("客户 " + std::to_string(row));
        codes.push_back(static_cast<std::uint32_t>(row + 1));
    }
    table.dimensions.emplace("customer", DimensionColumn(values, codes));
    table.dimensions.emplace("region", DimensionColumn({"", "East"}, std::vector<std::uint8_t>(rows, 1)));
    table.source = {{"fileName", "wide.csv"}, {"warnings", Json::array()}};
    return table;
}

Result<FactTablePtr> read(const std::vector<std::uint8_t>& bytes) {
    SnapshotReader reader;
    const auto fed = reader.feed(std::as_bytes(std::span(bytes)));
    if (!fed) return tl::unexpected(fed.error());
    return reader.finish();
}

}  // namespace

TEST_CASE("Tables of several blocks come back equal, missing values included") {
    for (const std::size_t rows : {0UL, 1UL, 65'536UL, 70'000UL}) {
        const FactTable table = wideTable(rows);
        const auto bytes = writeSnapshot(table);
        const auto again = read(bytes);
        REQUIRE(again.has_value());
        CHECK((*again)->rows == rows);
        CHECK((*again)->day == table.day);
        CHECK((*again)->sourceLine == table.sourceLine);
        CHECK((*again)->amounts == table.amounts);
        CHECK((*again)->source == table.source);
        CHECK((*again)->dimension("customer")->values() == table.dimension("customer")->values());
        CHECK(writeSnapshot(**again) == bytes);
    }
}

TEST_CASE("A column of one value costs next to nothing, sorted days a byte per row") {
    const auto bytes = writeSnapshot(wideTable(65'536));
    // 65,536 × (1..2 day + 2 line + 4 amount + 8 margin (one outlier) + 2..4 code) and the customers' names
    CHECK(bytes.size() < 65'536 * 36);
}

TEST_CASE("Any flipped bit and any cut is noticed") {
    const auto good = writeSnapshot(wideTable(50));
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        const auto result = read(bad);
        INFO("byte " << at);
        REQUIRE_FALSE(result.has_value());
        const std::string code = codeOf(result);
        CHECK((code == "facts.snapshot_corrupt" || code == "facts.snapshot_newer"));
    }
    for (std::size_t size = 0; size < good.size(); ++size) {
        REQUIRE(codeOf(read({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)})) ==
                "facts.snapshot_corrupt");
    }
    auto longer = good;
    longer.push_back(0);
    CHECK(codeOf(read(longer)) == "facts.snapshot_corrupt");
    CHECK(codeOf(read({})) == "facts.snapshot_corrupt");
}

TEST_CASE("A newer version is refused by name") {
    auto bytes = writeSnapshot(wideTable(3));
    bytes[7] = 2;
    const auto result = read(bytes);
    REQUIRE(codeOf(result) == "facts.snapshot_newer");
    CHECK(result.error()[0].kind == ErrorKind::version);
}

TEST_CASE("A snapshot comes back from chunks of any size") {
    const auto bytes = writeSnapshot(wideTable(70'000));
    const auto small = writeSnapshot(wideTable(40));
    for (const std::size_t chunk : {1U, 7U, 8U, 9U, 1'000U, 100'000U, 1U << 30}) {
        const auto& whole = chunk < 100 ? small : bytes;
        SnapshotReader reader;
        for (std::size_t at = 0; at < whole.size(); at += chunk) {
            const auto part = std::span(whole).subspan(at, std::min<std::size_t>(chunk, whole.size() - at));
            REQUIRE(reader.feed(std::as_bytes(part)).has_value());
        }
        const auto table = reader.finish();
        INFO("chunks of " << chunk);
        REQUIRE(table.has_value());
        CHECK(writeSnapshot(**table) == whole);
    }
}
