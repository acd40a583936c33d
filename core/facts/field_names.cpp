#include "facts/field_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

constexpr FieldInfo kFields[] = {
    {"day", FieldType::day, true},    {"amount", FieldType::number, true}, {"margin", FieldType::number},
    {"quantity", FieldType::number},  {"cost", FieldType::number},         {"order", FieldType::text},
    {"customer", FieldType::text},    {"customerName", FieldType::text},   {"segment", FieldType::text},
    {"country", FieldType::text},     {"region", FieldType::text},         {"province", FieldType::text},
    {"city", FieldType::text},        {"district", FieldType::text},       {"channel", FieldType::text},
    {"rep", FieldType::text},         {"productLine", FieldType::text},    {"category", FieldType::text},
    {"subcategory", FieldType::text}, {"product", FieldType::text},        {"sku", FieldType::text},
    {"brand", FieldType::text},
};

// Names are compared as matchKey without blanks and punctuation. `general` names yield to exact ones: with both "订单日期" and
// "日期" present, the order date is the day. An empty field says: this is none of ours, do not look further.
struct Synonyms {
    std::string_view field;
    std::string_view exact;  // separated by |
    std::string_view general;
};
constexpr Synonyms kSynonyms[] = {
    {"day",
     "订单日期|下单日期|下单时间|订单时间|销售日期|成交日期|成交时间|下单日|orderdate|saledate|salesdate|dateofsale|"
     "orderedat|orderedon|purchasedate|transactiondate",
     "日期|时间|date|day|业务日期|单据日期|开票日期|发票日期|invoicedate|postingdate|记账日期|签约日期|支付时间|"
     "付款时间|付款日期"},
    {"",
     "发货日期|发货时间|出库日期|交货日期|送货日期|到货日期|收货日期|签收日期|预计交货日期|退货日期|到期日期|出生日期|"
     "创建日期|修改日期|shipdate|shippingdate|shippeddate|deliverydate|duedate|requireddate|returndate|birthdate|"
     "dateofbirth",
     ""},
    {"amount",
     "销售额|销售金额|成交额|成交金额|订单金额|销售收入|营业额|营业收入|sales|salesamount|amount|revenue|netsales|"
     "salesrevenue|turnover|orderamount|netamount|linetotal",
     "金额|收入|实付金额|实收金额|含税金额|总金额|总价|价税合计|业绩|业绩额|value|totalamount|totalsales|totalrevenue|"
     "grosssales|salesvalue|total|subtotal|extendedprice"},
    {"margin", "利润|毛利|毛利润|毛利额|利润额|profit|grossmargin|grossprofit|margin",
     "净利润|净利|边际贡献|netprofit|contribution|contributionmargin"},
    {"quantity", "数量|销量|销售数量|订单数量|件数|quantity|units|unitssold|qty|quantityordered|orderquantity|volume",
     "台数|箱数|盒数|套数|pieces|pcs|count"},
    {"cost", "成本|销售成本|成本额|成本金额|cost|cogs|costofgoodssold|costofsales", "总成本|totalcost"},
    {"order", "订单id|订单号|订单编号|订单编码|订单|单号|销售单号|orderid|orderno|ordernumber|order|ordercode",
     "单据编号|单据号|发票号|发票号码|合同号|合同编号|invoiceno|invoicenumber|invoiceid|invoice|transactionid|"
     "documentno"},
    {"customer",
     "客户id|客户编号|客户编码|客户代码|客户号|customerid|customerno|customernumber|customercode|accountid|clientid",
     "客户|会员id|会员号|买家id|门店id|终端编码|customer|account|client|buyer|memberid|userid"},
    {"customerName", "客户名称|客户名|客户姓名|客户全称|customername|accountname|clientname|companyname",
     "买家|买家姓名|终端名称|门店|门店名称|经销商|经销商名称|dealer|store|storename|shiptoname"},
    {"segment",
     "细分|客户细分|细分市场|客户类型|客户类别|客户分类|客户等级|客户级别|segment|customersegment|customertype|"
     "customerclass|marketsegment",
     "行业|industry|sector"},
    {"region", "地区|大区|区域|销售大区|销售区域|战区|region|salesregion|area|territory",
     "分公司|事业部|片区|branch|zone|销售地区"},
    {"province",
     "省/"
     "自治区|省|省份|省市|省区|省市自治区|省自治区直辖市|自治区|state|province|stateprovince|provincestate|"
     "stateorprovince",
     ""},
    {"city", "城市|市|地市|地级市|销售城市|所在城市|city|town", "办事处|cityname"},
    {"district", "区县|区|县|县区|区/县|县市|市区|district|county", ""},
    {"channel", "渠道|销售渠道|渠道类型|渠道名称|channel|saleschannel|channeltype|distributionchannel",
     "平台|来源渠道|platform|店铺类型"},
    {"rep",
     "销售员|业务员|销售代表|销售人员|销售|业务代表|客户经理|销售经理|销售顾问|导购|rep|salesrep|salesperson|salesman|"
     "salesrepresentative|salesagent|accountmanager|seller",
     "负责人|经办人|人员|所有者|owner|agent|employee|manager|地区经理|区域经理"},
    {"productLine", "产品线|产品系列|系列|productline|productfamily|line|productgroup", "事业线|businessline"},
    {"category",
     "类别|品类|产品类别|商品类别|大类|产品大类|商品分类|产品分类|类目|一级类目|category|productcategory|itemcategory|"
     "itemtype|producttype",
     "分类|类型"},
    {"subcategory", "子类别|子类|小类|产品子类|二级类目|中类|产品小类|subcategory|productsubcategory", ""},
    {"product",
     "产品名称|商品名称|产品|商品|品名|货品名称|物料名称|productname|product|itemname|item|productdescription",
     "名称|标题|商品标题|description|itemdescription|title"},
    {"sku",
     "产品id|产品编号|产品编码|商品id|商品编号|商品编码|货号|物料编码|物料号|sku|skuid|productid|productcode|productno|"
     "itemid|itemcode|itemno|materialno",
     "条码|barcode|ean|upc|stockcode"},
    {"brand", "品牌|品牌名称|brand|brandname", ""},
    {"country", "国家|国家/地区|国别|country|countryregion|countryname|nation", "market"},
    {"", "行id|行号|序号|编号|rowid|rownumber|rowno|row|no|id|index|sn|lineno|linenumber", ""},
    {"",
     "折扣|折扣率|discount|discountrate|单价|售价|价格|price|unitprice|税率|税额|tax|运费|freight|shippingcost|邮编|"
     "邮政编码|postalcode|zip|zipcode|postcode|电话|手机|phone|邮箱|email|地址|address|备注|note|notes|comment|remark|"
     "经度|纬度|latitude|longitude",
     ""},
};

struct HeaderUnit {
    std::string_view text;
    int exponent;
};
constexpr HeaderUnit kHeaderUnits[] = {{"万亿", 12}, {"千万", 7},    {"百万", 6}, {"亿", 8},       {"万", 4}, {"千", 3},
                                       {"百", 2},    {"million", 6}, {"mn", 6},   {"thousand", 3}, {"k", 3}};

// Letters, digits and everything beyond ASCII; blanks, punctuation and what stands in brackets go. The first pair of
// brackets is handed out: it may name the unit.
std::string squeeze(std::string_view header, std::string& bracket) {
    std::string out;
    int depth = 0;
    const std::string key = matchKey(header);
    for (const char c : key) {
        if (c == '(' || c == '[') {
            ++depth;
        } else if (c == ')' || c == ']') {
            depth = std::max(0, depth - 1);
        } else if (depth > 0) {
            bracket.push_back(c);
        } else if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out.push_back(c);
        }
    }
    return out;
}

std::string squeezeName(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c != '/') out.push_back(c);
    }
    return out;
}

bool listHolds(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::size_t bar = std::min(list.find('|'), list.size());
        if (squeezeName(list.substr(0, bar)) == name) return true;
        list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return false;
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Chinese names end in what they are (本月销售额), English ones too (Total Net Sales); words shorter than two characters say nothing.
bool endsInListed(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::size_t bar = std::min(list.find('|'), list.size());
        const std::string word = squeezeName(list.substr(0, bar));
        if (word.size() >= (isAscii(word) ? 5U : 6U) && name.size() > word.size() && name.ends_with(word)) return true;
        list.remove_prefix(std::min(bar + 1, list.size()));
    }
    return false;
}

int unitExponentOf(std::string_view bracket, std::string_view squeezed) {
    for (const HeaderUnit& unit : kHeaderUnits) {
        if (isAscii(unit.text) ? bracket == unit.text : bracket.find(unit.text) != std::string_view::npos)
            return unit.exponent;
        if (!isAscii(unit.text) && squeezed.ends_with(std::string(unit.text) + "元")) return unit.exponent;
    }
    return 0;
}

// "销售额万元" -> "销售额"
std::string withoutUnit(std::string name) {
    if (!name.ends_with("元")) return name;
    name.resize(name.size() - std::string_view("元").size());
    for (const HeaderUnit& unit : kHeaderUnits) {
        if (!isAscii(unit.text) && name.ends_with(unit.text)) {
            name.resize(name.size() - unit.text.size());
            break;
        }
    }
    return name;
}

FieldMatch matchOf(const Synonyms& row, double confidence, std::string_view reason) {
    if (!row.field.empty()) return {std::string(row.field), confidence, std::string(reason)};
    return {"", confidence, row.exact.starts_with("行id") ? "row_number" : "not_ours"};
}

std::optional<FieldMatch> matchSqueezed(std::string_view name) {
    for (const Synonyms& row : kSynonyms) {
        if (listHolds(row.exact, name)) return matchOf(row, 1.0, "header");
    }
    for (const Synonyms& row : kSynonyms) {
        if (listHolds(row.general, name)) return matchOf(row, 0.9, "header_general");
    }
    // Columns that are none of ours are looked at first, so that "Estimated Delivery Date" is no order date.
    for (const bool ours : {false, true}) {
        for (const Synonyms& row : kSynonyms) {
            if (row.field.empty() != ours && endsInListed(row.exact, name)) return matchOf(row, 0.6, "header_contains");
        }
    }
    return std::nullopt;
}

}  // namespace

std::span<const FieldInfo> allFields() { return kFields; }

const FieldInfo* findField(std::string_view key) {
    const auto* it =
        std::find_if(std::begin(kFields), std::end(kFields), [&](const FieldInfo& field) { return field.key == key; });
    return it == std::end(kFields) ? nullptr : it;
}

std::optional<FieldMatch> matchFieldName(std::string_view header) {
    std::string bracket;
    std::string name = squeeze(header, bracket);
    if (name.empty()) return std::nullopt;
    if (unitExponentOf(bracket, name) != 0) name = withoutUnit(std::move(name));
    return matchSqueezed(name);
}

int headerUnitExponent(std::string_view header) {
    std::string bracket;
    const std::string name = squeeze(header, bracket);
    return unitExponentOf(bracket, name);
}

bool isTotalWord(std::string_view cell) {
    constexpr std::array kWords = {"合计"sv,  "总计"sv,   "小计"sv,        "共计"sv,     "总和"sv,      "汇总"sv,
                                   "total"sv, "totals"sv, "grand total"sv, "subtotal"sv, "sub-total"sv, "sum"sv};
    constexpr std::array kEndings = {"合计"sv, "总计"sv, "小计"sv, "汇总"sv, " total"sv, " subtotal"sv};
    std::string key = matchKey(cell);
    while (key.ends_with(':') || key.ends_with(' ')) key.pop_back();
    if (key.empty() || key.size() > 80) return false;
    std::string dense;
    std::copy_if(key.begin(), key.end(), std::back_inserter(dense), [](char c) { return c != ' '; });
    if (std::find(kWords.begin(), kWords.end(), key) != kWords.end() ||
        std::find(kWords.begin(), kWords.end(), dense) != kWords.end())
        return true;
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view ending) { return key.ends_with(ending); });
}

}  // namespace sandtable
