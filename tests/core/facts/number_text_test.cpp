// Numbers as people write them, exactly; checked by hand and against schoolbook arithmetic on digit strings.
#include "facts/number_text.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/rng.h"
#include "facts/packed_decimal.h"

using namespace sandtable;

namespace {

std::int64_t value(const std::string& text, char mark = '.') {
    const NumberReading reading = readNumber(text, mark);
    INFO(text);
    CHECK(reading.fault == NumberFault::none);
    return reading.value;
}

NumberFault fault(const std::string& text, char mark = '.') { return readNumber(text, mark).fault; }

// Independent of the reader: rounds a decimal text to 4 places by adding 0.00005 to the magnitude digit by digit and cutting.
std::int64_t schoolbookRound(std::string text) {
    const bool negative = text.front() == '-';
    if (negative) text.erase(0, 1);
    std::size_t point = text.find('.');
    std::string whole = text.substr(0, point);
    std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
    fraction.resize(std::max<std::size_t>(fraction.size(), 5), '0');
    std::string digits = "0" + whole + fraction;
    std::size_t at = 1 + whole.size() + 4;  // the fifth place after the point
    int carry = 5;
    for (std::size_t i = at + 1; carry > 0 && i-- > 0;) {
        const int sum = digits[i] - '0' + carry;
        digits[i] = static_cast<char>('0' + sum % 10);
        carry = sum / 10;
    }
    const std::int64_t magnitude = std::stoll(digits.substr(0, at));
    return negative ? -magnitude : magnitude;
}

}  // namespace

TEST_CASE("Decimal text is rounded to 1/10,000 half away from zero, without floating point") {
    CHECK(value("129.696") == 1'296'960);
    CHECK(value("-60.70400000000001") == -607'040);
    CHECK(value("125.43999999999998") == 1'254'400);
    CHECK(value("0.00005") == 1);
    CHECK(value("-0.00005") == -1);
    CHECK(value("0.00004999999999999999999999") == 0);
    CHECK(value("2.5") == 25'000);
    CHECK(value("1") == 10'000);
    CHECK(value(".5") == 5'000);
    CHECK(value("5.") == 50'000);
    CHECK(value("007") == 70'000);
    CHECK(value("900719925474.0991") == 9'007'199'254'740'991);
    CHECK(fault("900719925474.0992") == NumberFault::overflow);
    CHECK(fault("99999999999999999999") == NumberFault::overflow);
}

TEST_CASE("A thousand random numbers round as schoolbook arithmetic does, read as text and as packed cells") {
    Rng rng(20240229);
    for (int i = 0; i < 1'000; ++i) {
        std::string text = rng.below(2) ? "-" : "";
        text += std::to_string(rng.below(rng.below(3) ? 1'000'000 : 10));
        const std::uint32_t places = rng.below(12);
        if (places > 0) text += '.';
        for (std::uint32_t k = 0; k < places; ++k)
            text += static_cast<char>('0' + (rng.below(4) ? rng.below(10) : 5 - (k == 3)));
        INFO(text);
        CHECK(value(text) == schoolbookRound(text));
        const auto packed = packDecimal(text);
        REQUIRE(packed.has_value());
        CHECK(unpackDecimal(*packed) == text);
        CHECK(scaledTenThousandth(*packed) == schoolbookRound(text));
    }
}

TEST_CASE("Separators, signs, currencies and brackets are understood") {
    CHECK(value("1,234.50") == 12'345'000);
    CHECK(value("12,34,567") == 12'345'670'000);
    CHECK(value("1 234 567.8") == 12'345'678'000);
    CHECK(value("1\xC2\xA0"
                "234") == 12'340'000);
    CHECK(value("1'234.5") == 12'345'000);
    CHECK(value("(1,234.50)") == -12'345'000);
    CHECK(value("¥(1,234.50)") == -12'345'000);
    CHECK(value("-¥1,234") == -12'340'000);
    CHECK(value("￥1,234.5元") == 12'345'000);
    CHECK(value("US$ 5") == 50'000);
    CHECK(value("USD 5.25") == 52'500);
    CHECK(value("1.234,5 €", ',') == 12'345'000);
    CHECK(value("12,5", ',') == 125'000);
    CHECK(value("123-") == -1'230'000);
    CHECK(value("−7") == -70'000);
    CHECK(value("+7") == 70'000);
    CHECK(value(" 7 ") == 70'000);
}

TEST_CASE("Chinese forms, percent and exponents are understood") {
    CHECK(value("1.2万") == 120'000'000);
    CHECK(value("3.5亿") == 3'500'000'000'000);
    CHECK(value("2千万") == 200'000'000'000);
    CHECK(value("1.2万元") == 120'000'000);
    CHECK(value("１，２３４．５０") == 12'345'000);
    CHECK(value("12.5%") == 1'250);
    CHECK(value("1.2E+05") == 1'200'000'000);
    CHECK(value("1e-7") == 0);
    CHECK(value("5e-5") == 1);
    CHECK(readNumber("12.5", '.', 4).value == 1'250'000'000);
}

TEST_CASE("Missing is not zero, and what is no number is refused") {
    for (const char* text : {"", "  ", "-", "—", "N/A", "#N/A", "NULL", "无"})
        CHECK(fault(text) == NumberFault::missing);
    for (const char* text : {"abc", "1,23", "1,2345", "12,34", "1.2.3", "1,234,56", "0,123", "--5", "(-5)", "5-5",
                             "#DIV/0!", "1e999", "1 2", "12月", "1,234.5,6", "."}) {
        INFO(text);
        CHECK(fault(text) == NumberFault::bad);
    }
    CHECK(value("0") == 0);
    CHECK(value("-0.00") == 0);
}

TEST_CASE("Evidence for a decimal mark comes from what can only be read one way") {
    const auto marks = [](const char* text) {
        const DecimalEvidence evidence = decimalEvidence(text);
        return std::string(evidence.dot ? "." : "") + (evidence.comma ? "," : "");
    };
    CHECK(marks("12,5") == ",");
    CHECK(marks("1.234,56") == ",");
    CHECK(marks("1.234.567") == ",");
    CHECK(marks("12.5") == ".");
    CHECK(marks("1,234.56") == ".");
    CHECK(marks("1,234") == ".,");
    CHECK(marks("1.234") == ".,");
    CHECK(marks("12") == ".,");
    CHECK(marks("x") == "");
}

TEST_CASE("Only plain decimals are packed, so that every text comes back as it was") {
    for (const char* text :
         {"0", "-0", "0.5", "-0.05", "12345678901234567", "0.12345678901234567", "1.50", "-60.70400000000001"}) {
        const auto packed = packDecimal(text);
        INFO(text);
        REQUIRE(packed.has_value());
        CHECK(unpackDecimal(*packed) == text);
    }
    for (const char* text :
         {"", "-", ".5", "5.", "007", "00.5", "+1", "1,000", "1e5", " 1", "123456789012345678", "1.2.3", "１"}) {
        INFO(text);
        CHECK_FALSE(packDecimal(text).has_value());
    }
}
