// Column names of real exports, in both languages.
#include "facts/field_names.h"

#include <catch2/catch.hpp>
#include <string>

using namespace sandtable;

namespace {

std::string fieldOf(const char* header) {
    const auto match = matchFieldName(header, only(TableKind::orders));
    return match ? match->field : "?";
}

}  // namespace

TEST_CASE("Columns are known by their names in both languages") {
    const std::pair<const char*, const char*> names[] = {{"订单日期", "day"},
                                                         {"下单日期", "day"},
                                                         {"日期", "day"},
                                                         {"Order Date", "day"},
                                                         {"order_date", "day"},
                                                         {"DATE", "day"},
                                                         {"销售额", "amount"},
                                                         {"金额", "amount"},
                                                         {"成交额", "amount"},
                                                         {"Sales", "amount"},
                                                         {"Revenue", "amount"},
                                                         {"Amount (CNY)", "amount"},
                                                         {"销售额（万元）", "amount"},
                                                         {"销售额万元", "amount"},
                                                         {"利润", "margin"},
                                                         {"毛利", "margin"},
                                                         {"Gross Margin", "margin"},
                                                         {"Profit", "margin"},
                                                         {"数量", "quantity"},
                                                         {"Units", "quantity"},
                                                         {"Qty.", "quantity"},
                                                         {"订单 ID", "order"},
                                                         {"订单号", "order"},
                                                         {"Order ID", "order"},
                                                         {"客户 ID", "customer"},
                                                         {"Customer ID", "customer"},
                                                         {"客户名称", "customerName"},
                                                         {"地区", "region"},
                                                         {"大区", "region"},
                                                         {"Region", "region"},
                                                         {"省/自治区", "province"},
                                                         {"State/Province", "province"},
                                                         {"城市", "city"},
                                                         {"City", "city"},
                                                         {"区县", "district"},
                                                         {"渠道", "channel"},
                                                         {"业务员", "rep"},
                                                         {"Salesperson", "rep"},
                                                         {"细分", "segment"},
                                                         {"产品线", "productLine"},
                                                         {"Product Line", "productLine"},
                                                         {"类别", "category"},
                                                         {"子类别", "subcategory"},
                                                         {"Sub-Category", "subcategory"},
                                                         {"产品名称", "product"},
                                                         {"Product ID", "sku"},
                                                         {"SKU", "sku"},
                                                         {"品牌", "brand"},
                                                         {"Country/Region", "country"},
                                                         {"本月销售额", "amount"},
                                                         {"Total Net Sales", "amount"}};
    for (const auto& [header, field] : names) {
        INFO(header);
        CHECK(fieldOf(header) == field);
    }
}

TEST_CASE("Columns that are none of ours are recognised as such") {
    for (const char* header : {"发货日期", "Ship Date", "Estimated Delivery Date", "行 ID", "Row ID", "序号",
                               "Discount", "折扣", "邮政编码", "Unit Price"}) {
        INFO(header);
        CHECK(fieldOf(header) == "");
    }
    CHECK(matchFieldName("Row ID", kAllTables)->reason == "row_number");
    CHECK(fieldOf("邮寄方式") == "?");
    CHECK(fieldOf("") == "?");
    CHECK(fieldOf("()") == "?");
}

TEST_CASE("A unit in the header is a power of ten") {
    CHECK(headerUnitExponent("销售额(万元)") == 4);
    CHECK(headerUnitExponent("销售额（亿元）") == 8);
    CHECK(headerUnitExponent("销售额(千元)") == 3);
    CHECK(headerUnitExponent("Sales (k)") == 3);
    CHECK(headerUnitExponent("销售额(元)") == 0);
    CHECK(headerUnitExponent("销售额") == 0);
    CHECK(headerUnitExponent("Sales (USD)") == 0);
}

TEST_CASE("Words for totals are known, names that merely contain them are not") {
    for (const char* word :
         {"合计", "总计", "合计：", "合 计", "Total", "GRAND TOTAL", "华东 小计", "East Total", "Subtotal"}) {
        INFO(word);
        CHECK(isTotalWord(word));
    }
    for (const char* word : {"", "Totally fine", "合计划", "TotalEnergies", "华东"}) {
        INFO(word);
        CHECK_FALSE(isTotalWord(word));
    }
}

TEST_CASE("Traditional characters name the same columns") {
    const std::pair<const char*, const char*> names[] = {{"訂單日期", "day"},
                                                         {"訂單編號", "order"},
                                                         {"地區", "region"},
                                                         {"銷售額", "amount"},
                                                         {"營業額", "amount"},
                                                         {"數量", "quantity"},
                                                         {"毛利潤", "margin"},
                                                         {"客戶編號", "customer"},
                                                         {"客戶名稱", "customerName"},
                                                         {"產品線", "productLine"},
                                                         {"產品類別", "category"},
                                                         {"商品名稱", "product"},
                                                         {"業務員", "rep"},
                                                         {"銷售通路", "?"},
                                                         {"縣市", "district"},
                                                         {"國家", "country"},
                                                         {"總金額", "amount"},
                                                         {"備註", ""},
                                                         {"單價", ""}};
    for (const auto& [header, field] : names) {
        INFO(header);
        CHECK(fieldOf(header) == field);
    }
    CHECK(headerUnitExponent("銷售額(萬元)") == 4);
    CHECK(isTotalWord("合計"));
    CHECK(isTotalWord("華東 小計"));
}
