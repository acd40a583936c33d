// Records and fields of delimited text: RFC 4180 and what real exports make of it.
#include "facts/record_reader.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/rng.h"

using namespace sandtable;

namespace {

struct ReadLine {
    std::vector<std::string> fields;
    std::uint32_t line;
    RecordFault fault;
    friend bool operator==(const ReadLine&, const ReadLine&) = default;
};

std::vector<ReadLine> readAll(std::string text, char delimiter = ',') {
    RecordReader reader(delimiter);
    reader.open(text, true);
    std::vector<ReadLine> lines;
    Record record;
    while (reader.next(record)) {
        lines.push_back({{record.fields.begin(), record.fields.end()}, record.line, record.fault});
        if (record.fault != RecordFault::none) lines.back().fields = {std::string(record.raw)};
    }
    CHECK(reader.consumed() == text.size());
    return lines;
}

std::vector<std::string> fieldsOf(std::string text, char delimiter = ',') {
    const auto lines = readAll(std::move(text), delimiter);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].fault == RecordFault::none);
    return lines[0].fields;
}

// The same through batches of records of one shape, with next() for all others.
std::vector<ReadLine> readInBatches(std::string text, std::size_t columns) {
    const std::size_t size = text.size();
    text.resize(size + kPieceSlack);
    RecordReader reader(',');
    reader.open({text.data(), size}, true);
    RecordBatch batch(columns);
    batch.capacity = 3;
    std::vector<ReadLine> lines;
    for (Record record;;) {
        reader.readBatch(batch);
        for (std::size_t row = 0; row < batch.rows; ++row) {
            ReadLine line{{}, batch.lines[row], RecordFault::none};
            for (std::size_t i = 0; i < columns; ++i) line.fields.emplace_back(batch.column(i)[row].in(text.data()));
            lines.push_back(line);
        }
        if (batch.rows == batch.capacity) continue;
        if (!reader.next(record)) break;
        lines.push_back({{record.fields.begin(), record.fields.end()}, record.line, record.fault});
        if (record.fault != RecordFault::none) lines.back().fields = {std::string(record.raw)};
    }
    CHECK(reader.consumed() == size);
    return lines;
}

using Fields = std::vector<std::string>;
constexpr auto kFine = RecordFault::none;

}  // namespace

TEST_CASE("Fields end at delimiters, records at any kind of line end") {
    CHECK(readAll("a,b\nc,d\r\ne,f\rg,h") ==
          std::vector<ReadLine>{
              {{"a", "b"}, 1, kFine}, {{"c", "d"}, 2, kFine}, {{"e", "f"}, 3, kFine}, {{"g", "h"}, 4, kFine}});
    CHECK(fieldsOf(",,\n") == Fields{"", "", ""});
    CHECK(fieldsOf("a;b,c;d", ';') == Fields{"a", "b,c", "d"});
    CHECK(fieldsOf("a\tb", '\t') == Fields{"a", "b"});
    CHECK(readAll("").empty());
    CHECK(readAll("\n") == std::vector<ReadLine>{{{""}, 1, kFine}});
}

TEST_CASE("Quotes protect delimiters, line ends and doubled quotes") {
    CHECK(fieldsOf("\"a,b\",\"c\"\"d\",\"\"\n") == Fields{"a,b", "c\"d", ""});
    CHECK(fieldsOf("\"\"\"\"") == Fields{"\""});
    CHECK(readAll("1,\"two\r\nlines\"\n2,x\n") ==
          std::vector<ReadLine>{{{"1", "two\r\nlines"}, 1, kFine}, {{"2", "x"}, 3, kFine}});
    CHECK(readAll("\"a\rb\nc\"\nz") == std::vector<ReadLine>{{{"a\rb\nc"}, 1, kFine}, {{"z"}, 4, kFine}});
}

TEST_CASE("A quote inside an unquoted field is an ordinary character") {
    CHECK(fieldsOf("5\" pipe,a\"b\"\n") == Fields{"5\" pipe", "a\"b\""});
}

TEST_CASE("Text after a closing quote gives up that line and no other") {
    CHECK(readAll("a,b\n\"x\"y,1\nc,d\n") == std::vector<ReadLine>{{{"a", "b"}, 1, kFine},
                                                                   {{"\"x\"y,1"}, 2, RecordFault::brokenQuote},
                                                                   {{"c", "d"}, 3, kFine}});
    // The stray quote of line 1 swallows line 2 up to its first quote; reading resumes on line 2.
    CHECK(readAll("\"x,1\n\"y\",2\nz,3\n") == std::vector<ReadLine>{{{"\"x,1"}, 1, RecordFault::brokenQuote},
                                                                    {{"y", "2"}, 2, kFine},
                                                                    {{"z", "3"}, 3, kFine}});
}

TEST_CASE("A quote that is never closed gives up its line; the rest of the file is still read") {
    CHECK(readAll("a,b\n1,\"open\n2,y\n3,z") == std::vector<ReadLine>{{{"a", "b"}, 1, kFine},
                                                                      {{"1,\"open"}, 2, RecordFault::unclosedQuote},
                                                                      {{"2", "y"}, 3, kFine},
                                                                      {{"3", "z"}, 4, kFine}});
    const std::string filler(kMaxQuotedBytes + 10, 'x');
    const auto lines = readAll("\"open\n" + filler + "\n\"\n");
    CHECK(lines.front() == ReadLine{{"\"open"}, 1, RecordFault::unclosedQuote});
    CHECK(lines[1].line == 2);
    CHECK(lines[1].fields.front().size() == filler.size());
}

TEST_CASE("An unfinished record is left for the next block, byte for byte") {
    std::string text = "a,\"b\"\"c\"\nd,\"e\"\"";
    const std::string before = text;
    RecordReader reader(',');
    reader.open(text, false);
    Record record;
    REQUIRE(reader.next(record));
    CHECK(record.fields[1] == "b\"c");
    CHECK_FALSE(reader.next(record));
    CHECK(reader.consumed() == 9);
    CHECK(text.substr(9) == before.substr(9));
}

TEST_CASE("A carriage return at the end of a block waits for its line feed") {
    std::string text = "a,b\r";
    RecordReader reader(',');
    reader.open(text, false);
    Record record;
    CHECK_FALSE(reader.next(record));
    text += "\nc,d\n";
    reader.open(text, true);
    REQUIRE(reader.next(record));
    REQUIRE(reader.next(record));
    CHECK(record.fields[0] == "c");
    CHECK(record.line == 2);
}

TEST_CASE("Structural bytes are found at every position of a vector block") {
    for (std::size_t size = 1; size < 200; ++size) {
        for (const char mark : {',', '"', '\n', '\r'}) {
            std::string text(size, 'x');
            text[size - 1] = mark;
            text[size / 2] = mark;
            StructureIndex index;
            index.scan(text, ',');
            REQUIRE(index.size() == (size / 2 == size - 1 ? 1U : 2U));
            CHECK(index[0] == size / 2);
            CHECK(index[index.size() - 1] == size - 1);
        }
    }
}

TEST_CASE("A batch holds the records of one shape and stops before the first of another") {
    std::string text = "a,\"b\"\"c\"\n\"d\ne\",f\r\ng,h,i\nj,k\n";
    const std::size_t size = text.size();
    text.resize(size + kPieceSlack);
    RecordReader reader(',');
    reader.open({text.data(), size}, false);
    RecordBatch batch(2);
    reader.readBatch(batch);
    REQUIRE(batch.rows == 2);
    CHECK(batch.column(0)[0].in(text.data()) == "a");
    CHECK(batch.column(1)[0].in(text.data()) == "b\"c");
    CHECK(batch.column(0)[1].in(text.data()) == "d\ne");
    CHECK(batch.column(1)[1].in(text.data()) == "f");
    CHECK(batch.lines[1] == 2);
    Record record;
    REQUIRE(reader.next(record));
    CHECK(record.fieldCount == 3);
    CHECK(record.line == 4);
    reader.readBatch(batch);
    REQUIRE(batch.rows == 1);
    CHECK(batch.column(1)[0].in(text.data()) == "k");
    CHECK(batch.lines[0] == 5);
    CHECK_FALSE(reader.next(record));
}

TEST_CASE("A row dropped from a batch leaves the others in order") {
    std::string text = "a,b\n,\nc,d\n" + std::string(kPieceSlack, ' ');
    RecordReader reader(',');
    reader.open({text.data(), 11}, true);
    RecordBatch batch(2);
    reader.readBatch(batch);
    REQUIRE(batch.rows == 3);
    batch.dropRow(1);
    REQUIRE(batch.rows == 2);
    CHECK(batch.column(0)[1].in(text.data()) == "c");
    CHECK(batch.column(1)[1].in(text.data()) == "d");
    CHECK(batch.lines[1] == 3);
}

TEST_CASE("Batches read any text as the record reader alone does") {
    Rng rng(11);
    constexpr std::string_view kPieces[] = {"a", ",", "\"", "\n", "\r", "\r\n", "\"\"", "\",\"", "中"};
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        for (std::uint32_t left = rng.below(40); left > 0; --left) text += kPieces[rng.below(9)];
        for (std::size_t columns = 1; columns <= 3; ++columns) {
            INFO(text);
            REQUIRE(readInBatches(text, columns) == readAll(text));
        }
    }
}
