// Dates in every form the reader knows, and the evidence a column of them gives.
#include "facts/date_order.h"

#include <catch2/catch.hpp>
#include <string>

using namespace sandtable;
using Form = DateReading::Form;

namespace {

std::string fixed(const char* text) {
    const DateReading reading = readDate(text);
    if (reading.form != Form::fixed && reading.form != Form::monthOnly) return "not fixed";
    CHECK(reading.day[0] == reading.day[1]);
    CHECK(reading.day[0] == reading.day[2]);
    return formatIsoDay(reading.day[0]);
}

std::string under(const char* text, DateOrder order) {
    const Day day = readDate(text).under(order);
    return day == kMissingDay ? "" : formatIsoDay(day);
}

DateVerdict judge(const std::vector<std::string>& texts) {
    std::vector<DateReading> readings;
    for (const std::string& text : texts) readings.push_back(readDate(text));
    return judgeDateOrder(readings);
}

}  // namespace

TEST_CASE("Dates that say their own order are read as they stand") {
    for (const char* text : {"2024-02-29", "2024/2/29", "2024.02.29", "2024年2月29日", "2024年2月29号", "24年2月29日",
                             "20240229", "２０２４－０２－２９", " 2024-02-29 ", "29-Feb-2024", "29 February 2024",
                             "Feb 29, 2024", "29-Feb-24", "2024-Feb-29", "45351", "45351.75"}) {
        INFO(text);
        CHECK(fixed(text) == "2024-02-29");
    }
    CHECK(fixed("2024-02") == "2024-02-01");
    CHECK(fixed("2024年2月") == "2024-02-01");
    CHECK(readDate("2024/02").form == Form::monthOnly);
}

TEST_CASE("A month without a day is its first day; what may be a day as well is neither") {
    for (const char* text :
         {"202402", "２０２４０２", "Feb-24", "feb-2024", "Feb 2024", "February 2024", "Feb'24", "Feb ’24", "2024-Feb",
          "2024 Feb", "02/2024", "2/2024", "02-2024", "2024年02月", "24年2月"}) {
        INFO(text);
        CHECK(fixed(text) == "2024-02-01");
        CHECK(readDate(text).form == Form::monthOnly);
    }
    CHECK(fixed("202012") == "2020-12-01");  // 20-20-12 is no day
    for (const char* text : {"24-Feb", "Feb 24", "02-24", "2/24", "2024", "202413", "202400", "201012", "Feb-024",
                             "13/2024", "2/2024/1"}) {
        INFO(text);
        CHECK(readDate(text).form == Form::bad);  // 201012 may be 2010-12 or the 12th of October 2020
    }
}

TEST_CASE("A time of day, a zone or a weekday after the date changes nothing") {
    for (const char* text :
         {"2024-02-29 23:59", "2024-02-29 23:59:59", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59.123+08:00",
          "2024/2/29 11:59:59 PM", "2024/2/29 下午 11:59", "2024年2月29日 23时59分", "2024-02-29 星期四",
          "2024年2月29日 周四 08:00", "2024-02-29T23:59:59-0500"}) {
        INFO(text);
        CHECK(fixed(text) == "2024-02-29");
    }
}

TEST_CASE("What is no date is refused") {
    for (const char* text :
         {"2024-02-30",     "2023-02-29", "2024-13-01", "2024-02",    "abc",        "29/29/2024",
          "0/1/2024",       "1/0/2024",   "31/31/99",   "1-2/2024",   "2024-1-2-3", "12345678",
          "240105",         "1/2/123",    "3/4/20245",  "1899-12-31", "2200-01-01", "2024-02-29 25:00",
          "2024-02-29 foo", "5-Foo-2024", "9999"}) {
        INFO(text);
        if (std::string(text) == "2024-02") continue;
        CHECK(readDate(text).form == Form::bad);
    }
    for (const char* text : {"", " ", "-", "N/A", "无"}) CHECK(readDate(text).form == Form::missing);
}

TEST_CASE("Ordered dates are read under each order that is possible") {
    CHECK(under("03/04/2024", DateOrder::dmy) == "2024-04-03");
    CHECK(under("03/04/2024", DateOrder::mdy) == "2024-03-04");
    CHECK(under("03/04/2024", DateOrder::ymd) == "");
    CHECK(under("03/04/05", DateOrder::ymd) == "2003-04-05");
    CHECK(under("03/04/05", DateOrder::dmy) == "2005-04-03");
    CHECK(under("03/04/05", DateOrder::mdy) == "2005-03-04");
    CHECK(under("25.12.2024", DateOrder::mdy) == "");
    CHECK(under("25.12.2024 08:15", DateOrder::dmy) == "2024-12-25");
    CHECK(under("19-1-3", DateOrder::ymd) == "2019-01-03");
}

TEST_CASE("Two-digit years turn at 69") {
    CHECK(under("1/1/68", DateOrder::dmy) == "2068-01-01");
    CHECK(under("1/1/69", DateOrder::dmy) == "1969-01-01");
    CHECK(under("1/1/00", DateOrder::dmy) == "2000-01-01");
    CHECK(under("1/1/99", DateOrder::dmy) == "1999-01-01");
}

TEST_CASE("One value above twelve settles day or month for the whole column") {
    CHECK(judge({"03/04/2024", "25/12/2024"}).order == DateOrder::dmy);
    CHECK(judge({"03/04/2024", "12/25/2024"}).order == DateOrder::mdy);
    CHECK(judge({"03/04/2024", "25/12/2024"}).kind == DateVerdict::Kind::resolved);
    CHECK(judge({"2024-03-04", "2024-04-03"}).order == DateOrder::ymd);
    CHECK_FALSE(judge({"2024-03-04"}).byEvidence);
    CHECK(judge({"2024-03-04", "25/12/2024", "1/2/2024"}).order == DateOrder::dmy);
}

TEST_CASE("Without proof the order is ambiguous, never guessed") {
    const DateVerdict verdict = judge({"03/04/2024", "05/06/2024"});
    CHECK(verdict.kind == DateVerdict::Kind::ambiguous);
    CHECK(verdict.candidates.size() == 2);
    CHECK(judge({"03/04/05", "04/05/06"}).candidates.size() == 3);
    // 25/12/19 is 25 December 2019 or 19 December 2025.
    CHECK(judge({"25/12/19", "26/12/19"}).kind == DateVerdict::Kind::ambiguous);
}

TEST_CASE("The narrower span ranks first among ambiguous orders") {
    // Consecutive days as d/m: 3–8 April. As m/d they scatter from March to August.
    const DateVerdict verdict = judge({"03/04/2024", "04/04/2024", "05/04/2024", "06/04/2024", "08/04/2024"});
    CHECK(verdict.kind == DateVerdict::Kind::ambiguous);
    CHECK(verdict.candidates.front() == DateOrder::dmy);
}

TEST_CASE("Dates that mean the same under every order need no question") {
    const DateVerdict verdict = judge({"01/01/2024", "02/02/2024"});
    CHECK(verdict.kind == DateVerdict::Kind::resolved);
    CHECK(under("02/02/2024", verdict.order) == "2024-02-02");
}

TEST_CASE("Contradicting proofs are a conflict and name their witnesses") {
    const DateVerdict verdict = judge({"01/01/2024", "25/12/2024", "12/25/2024"});
    CHECK(verdict.kind == DateVerdict::Kind::conflict);
    CHECK(verdict.witness[2] == 1U);  // 25/12 rules out month first
    CHECK(verdict.witness[1] == 2U);  // 12/25 rules out day first
}

TEST_CASE("Two-digit years that would spread sales over decades on the same few days are ruled out") {
    std::vector<std::string> daysOfJanuary;
    for (int day = 1; day <= 31; ++day) daysOfJanuary.push_back((day < 10 ? "0" : "") + std::to_string(day) + "/01/19");
    const DateVerdict verdict = judge(daysOfJanuary);
    CHECK(verdict.kind == DateVerdict::Kind::resolved);
    CHECK(verdict.order == DateOrder::dmy);
    CHECK(verdict.byPlausibility);
    std::vector<std::string> yearFirst;
    for (int day = 1; day <= 31; ++day)
        yearFirst.push_back("19-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day));
    CHECK(judge(yearFirst).order == DateOrder::ymd);
    daysOfJanuary.resize(19);
    CHECK(judge(daysOfJanuary).kind == DateVerdict::Kind::ambiguous);
}
