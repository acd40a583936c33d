// NFC against a hand-picked sample and, where Debian's unicode-data is installed, the Unicode Consortium's whole test file.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <sstream>
#include <string>

#include "base/normalize.h"
#include "base/text.h"
#include "base/utf8.h"

using namespace sandtable;

namespace {

std::string fromCodes(const std::string& hexCodes) {
    std::istringstream in(hexCodes);
    std::string out;
    for (std::uint32_t code = 0; in >> std::hex >> code;) utf8::append(out, code);
    return out;
}

// The test file's text, unpacked by the system; empty where there is none.
std::string normalizationTestFile() {
    std::string text;
#ifndef __EMSCRIPTEN__
    std::FILE* pipe = popen("bzcat /usr/share/unicode/NormalizationTest.txt.bz2 2>/dev/null", "r");
    if (pipe == nullptr) return text;
    std::array<char, 65536> buffer{};
    for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), read);
    pclose(pipe);
#endif
    return text;
}

}  // namespace

TEST_CASE("accents compose, marks are put in order, excluded characters stay apart") {
    CHECK(toNfc("e\u0301") == "\u00e9");
    CHECK(toNfc("q\u0307\u0323") == "q\u0323\u0307");  // NormalizationTest.txt's own first example kind
    CHECK(toNfc("D\u0307\u0323") == "\u1e0c\u0307");   // 1E0C 0307
    CHECK(toNfc("\u0958") == "\u0915\u093c");          // composition exclusion
    CHECK(toNfc("\u212b") == "\u00c5");                // singleton
    CHECK(toNfc("\u1100\u1161\u11a8") == "\uac01");    // Hangul by arithmetic
    CHECK(toNfc("\uac00\u11a8") == "\uac01");
    CHECK(toNfc("\uac01\u11a8") == "\uac01\u11a8");  // a closed syllable takes no second trail
    CHECK(toNfc("\uf900") == "\u8c48");              // CJK compatibility ideograph
    CHECK(toNfc("\U0002f800") == "\u4e3d");
    CHECK(toNfc("\U000110a5\U000110ba") == "\U000110ab");  // a pair beyond the basic plane
    CHECK(toNfc("a\u0315\u0300\u05ae\u0300b") == "\u00e0\u05ae\u0300\u0315b");
    CHECK(toNfc("\u0344") == "\u0308\u0301");
    CHECK(toNfc("\u0301") == "\u0301");
    CHECK(toNfc("") == "");
    CHECK(toNfc("华东 Ａ区 é") == "华东 Ａ区 é");
}

TEST_CASE("characters taken for plain by the fast path are unchanged by the full one") {
    for (char32_t code = 0; code < 0x10000; ++code) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        std::string one;
        utf8::append(one, code);
        // U+0E01 is not plain, changes nothing and joins nothing, but sends the whole text through the full path.
        REQUIRE(toNfc(one) + "\u0e01" == toNfc(one + "\u0e01"));
    }
}

TEST_CASE("the Unicode 15.0 normalization test passes line by line") {
    const std::string file = normalizationTestFile();
    if (file.empty()) {
        WARN("skipped: no bzcat or no /usr/share/unicode/NormalizationTest.txt.bz2 (Debian package unicode-data)");
        return;
    }
    REQUIRE(file.find("NormalizationTest-15.0.0.txt") != std::string::npos);
    std::istringstream in(file);
    int lines = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#' || line[0] == '@') continue;
        std::array<std::string, 5> columns;
        std::istringstream fields(line);
        for (auto& column : columns) {
            std::getline(fields, column, ';');
            column = fromCodes(column);
        }
        INFO(line);
        for (int i : {0, 1, 2}) REQUIRE(toNfc(columns[static_cast<std::size_t>(i)]) == columns[1]);
        for (int i : {3, 4}) REQUIRE(toNfc(columns[static_cast<std::size_t>(i)]) == columns[3]);
        std::string decomposed;
        for (char32_t code : unicode::decompose(columns[0])) utf8::append(decomposed, code);
        REQUIRE(decomposed == columns[2]);
        ++lines;
    }
    CHECK(lines > 18'000);
}
