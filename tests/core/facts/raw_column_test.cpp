// Texts under numbers, and a column's cells as they were written.
#include "facts/raw_column.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "facts/dimension_text.h"
#include "facts/indexed_texts.h"

using namespace sandtable;

namespace {

// Texts as pieces of one block.
struct Block {
    void add(std::string_view text) {
        pieces.push_back({static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(text.size())});
        bytes += text;
    }
    [[nodiscard]] std::string readable() const { return bytes + std::string(kPieceSlack, '#'); }
    std::string bytes;
    std::vector<TextPiece> pieces;
};

RawColumn columnOf(const std::vector<std::string>& texts) {
    Block block;
    for (const std::string& text : texts) block.add(text);
    RawColumn column;
    REQUIRE(column.append(block.readable().data(), block.pieces) == texts.size());
    column.close();
    return column;
}

std::vector<std::string> valuesOf(const DimensionColumn& column) {
    return {column.values().begin(), column.values().end()};
}

std::vector<std::uint32_t> codesOf(const DimensionColumn& column, std::size_t rows) {
    std::vector<std::uint32_t> codes;
    for (std::size_t row = 0; row < rows; ++row) codes.push_back(column.codeAt(row));
    return codes;
}

}  // namespace

TEST_CASE("A dictionary numbers texts by first appearance, whatever their length") {
    TextDictionary dictionary;
    Block block;
    const std::string longText(100, 'x');
    for (const std::string& text :
         {std::string("b"), std::string(), std::string("b"), longText, longText + "y", std::string("12345678"),
          std::string("123456789"), std::string("1234567812345678"), std::string("12345678123456789"), longText})
        block.add(text);
    std::vector<std::uint32_t> codes(block.pieces.size());
    const auto taken = dictionary.addAll(block.readable().data(), block.pieces, SIZE_MAX, codes.data());
    CHECK(taken.count == 10);
    CHECK_FALSE(taken.invalid);
    CHECK(codes == std::vector<std::uint32_t>{1, 0, 1, 2, 3, 4, 5, 6, 7, 2});
    CHECK(dictionary[3] == longText + "y");
    bool added = true;
    CHECK(dictionary.add("123456789", added) == 5);
    CHECK_FALSE(added);
}

TEST_CASE("A dictionary of many texts finds each of them again") {
    TextDictionary dictionary;
    bool added = false;
    for (std::uint32_t i = 0; i < 300'000; ++i) REQUIRE(dictionary.add("SO-" + std::to_string(i), added) == i + 1);
    for (std::uint32_t i = 0; i < 300'000; i += 7) {
        REQUIRE(dictionary.add("SO-" + std::to_string(i), added) == i + 1);
        REQUIRE_FALSE(added);
    }
}

TEST_CASE("A dictionary stops when it is full and before a text that is not UTF-8") {
    TextDictionary dictionary;
    Block block;
    for (const std::string_view text : {"a", "b", "c", "\xFF", "d"}) block.add(text);
    const std::string bytes = block.readable();
    std::vector<std::uint32_t> codes(5);
    CHECK(dictionary.addAll(bytes.data(), block.pieces, 3, codes.data()).count == 2);  // "", "a" and "b" are three
    const auto rest = dictionary.addAll(bytes.data(), std::span(block.pieces).subspan(2), SIZE_MAX, codes.data());
    CHECK(rest.count == 1);
    CHECK(rest.invalid);
    CHECK(dictionary.size() == 4);
    CHECK_FALSE(dictionary.holdsNul());
}

TEST_CASE("A column of many blocks gives every text back, each block as narrow as its codes") {
    std::vector<std::string> texts;
    for (int row = 0; row < 200'000; ++row) texts.push_back(row < 66'000 ? "same" : "n" + std::to_string(row % 90'000));
    const RawColumn column = columnOf(texts);
    REQUIRE(column.rows() == 200'000);
    CHECK_FALSE(column.holdsCells());
    for (const std::size_t row : {0U, 65'535U, 65'536U, 66'000U, 131'071U, 131'072U, 199'999U})
        CHECK(column.textAt(row) == texts[row]);
    std::vector<std::size_t> widths;
    column.forEachRun([&](std::size_t, auto codes) { widths.push_back(sizeof(codes[0])); });
    CHECK(widths == std::vector<std::size_t>{1, 2, 4, 2});
}

TEST_CASE("A column of different numbers holds them as numbers and gives their texts back") {
    std::vector<std::string> texts{"n/a", ""};
    for (int row = 0; row < 70'000; ++row) texts.push_back(std::to_string(row) + ".50");
    texts.insert(texts.end(), {"007", "-0.10", "n/a"});
    const RawColumn column = columnOf(texts);
    CHECK(column.holdsCells());
    for (const std::size_t row : {0U, 1U, 2U, 65'537U, 70'001U, 70'002U, 70'003U, 70'004U})
        CHECK(column.textAt(row) == texts[row]);
    const IndexedTexts indexed = indexTexts(column);
    CHECK(indexed.index.front() == 1);
    CHECK(indexed.index.back() == 1);
    CHECK(indexed.index[1] == 0);
    CHECK(indexed.texts()[indexed.index[70'002]] == "007");
}

TEST_CASE("Names are numbered by the rows that stay, cleaned and narrow") {
    const RawColumn column = columnOf({"bad", " East", "华东", "", "East", "bad"});
    RowFaults faults(6);
    const RowOrder all{true, 6, {}};
    CHECK(valuesOf(readDimension(column, faults, all)) == std::vector<std::string>{"", "bad", "East", "华东"});
    CHECK(codesOf(readDimension(column, faults, all), 6) == std::vector<std::uint32_t>{1, 2, 3, 0, 2, 1});
    faults.set(0, RowFault::badDay, 0);
    faults.set(5, RowFault::badDay, 0);
    const DimensionColumn kept = readDimension(column, faults, {false, 4, {4, 3, 2, 1}});
    CHECK(valuesOf(kept) == std::vector<std::string>{"", "East", "华东"});
    CHECK(codesOf(kept, 4) == std::vector<std::uint32_t>{1, 0, 2, 1});
    CHECK(kept.valuesInUse() == 2);
}

TEST_CASE("Rows already by day stay as they are; others are sorted, equal days in file order") {
    RowFaults faults(4);
    CHECK(orderByDay({5, 5, 6, 9}, faults).asInFile);
    CHECK(orderByDay({7, 5, 7, 5}, faults).rows == std::vector<std::uint32_t>{1, 3, 0, 2});
    CHECK(orderByDay({700'000, 5, 700'000, -5}, faults).rows == std::vector<std::uint32_t>{3, 1, 0, 2});
    faults.set(1, RowFault::missingDay, 0);
    CHECK(orderByDay({7, kMissingDay, 7, 5}, faults).rows == std::vector<std::uint32_t>{3, 0, 2});
    CHECK(orderByDay({1, kMissingDay, 2, 3}, faults).rows == std::vector<std::uint32_t>{0, 2, 3});
}
