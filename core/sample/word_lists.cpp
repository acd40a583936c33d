#include "sample/word_lists.h"

namespace sandtable::sample {
namespace {

constexpr RegionRow kRegions[] = {
    {"east", {"华东", "East China"}},       {"south", {"华南", "South China"}},   {"north", {"华北", "North China"}},
    {"central", {"华中", "Central China"}}, {"southwest", {"西南", "Southwest"}}, {"northeast", {"东北", "Northeast"}},
};

// dealer, key account, store, project, online
constexpr CityRow kCities[] = {
    {"shanghai", {"上海", "Shanghai"}, 0, 135, 80, 3, {true, true, true, true, true}},
    {"hangzhou", {"杭州", "Hangzhou"}, 0, 130, 110, 2, {true, true, true, true, true}},
    {"nanjing", {"南京", "Nanjing"}, 0, 105, 120, 2, {true, true, false, true, false}},
    {"suzhou", {"苏州", "Suzhou"}, 0, 110, 140, 2, {true, true, true, false, false}},
    {"ningbo", {"宁波", "Ningbo"}, 0, 100, 95, 2, {true, true, true, false, false}},
    {"hefei", {"合肥", "Hefei"}, 0, 80, 240, 2, {true, true, false, false, false}},
    {"guangzhou", {"广州", "Guangzhou"}, 1, 130, 90, 2, {true, true, true, true, true}},
    {"shenzhen", {"深圳", "Shenzhen"}, 1, 130, 130, 2, {true, true, true, true, true}},
    {"foshan", {"佛山", "Foshan"}, 1, 95, 70, 2, {true, true, true, false, false}},
    {"dongguan", {"东莞", "Dongguan"}, 1, 95, 100, 2, {true, true, false, true, false}},
    {"nanning", {"南宁", "Nanning"}, 1, 75, 155, 2, {true, true, false, false, false}},
    {"beijing", {"北京", "Beijing"}, 2, 130, 70, 2, {true, true, true, true, true}},
    {"tianjin", {"天津", "Tianjin"}, 2, 95, 60, 2, {true, true, true, false, false}},
    {"jinan", {"济南", "Jinan"}, 2, 95, 120, 2, {true, true, false, true, false}},
    {"shijiazhuang", {"石家庄", "Shijiazhuang"}, 2, 75, 110, 2, {true, true, false, false, false}},
    {"taiyuan", {"太原", "Taiyuan"}, 2, 70, 90, 2, {true, true, false, false, false}},
    {"wuhan", {"武汉", "Wuhan"}, 3, 120, 145, 2, {true, true, true, true, true}},
    {"changsha", {"长沙", "Changsha"}, 3, 100, 165, 2, {true, true, true, false, false}},
    {"zhengzhou", {"郑州", "Zhengzhou"}, 3, 100, 130, 2, {true, true, false, true, false}},
    {"nanchang", {"南昌", "Nanchang"}, 3, 75, 140, 2, {true, true, false, false, false}},
    {"chengdu", {"成都", "Chengdu"}, 4, 120, 185, 2, {true, true, true, true, true}},
    {"chongqing", {"重庆", "Chongqing"}, 4, 115, 155, 2, {true, true, true, true, true}},
    {"kunming", {"昆明", "Kunming"}, 4, 80, 115, 2, {true, true, false, false, false}},
    {"guiyang", {"贵阳", "Guiyang"}, 4, 75, 175, 2, {true, true, false, false, false}},
    {"shenyang", {"沈阳", "Shenyang"}, 5, 95, 45, 2, {true, true, true, false, false}},
    {"dalian", {"大连", "Dalian"}, 5, 90, 60, 2, {true, true, false, true, false}},
    {"changchun", {"长春", "Changchun"}, 5, 70, -10, 2, {true, true, false, false, false}},
    {"harbin", {"哈尔滨", "Harbin"}, 5, 75, 25, 2, {true, true, false, false, false}},
};

constexpr ChannelRow kChannelTable[] = {
    {"dealer", {"经销商", "Dealers"}, 100, 700, 12, 4},   {"ka", {"KA卖场", "Key accounts"}, 90, 760, 5, 3},
    {"store", {"专卖店", "Brand stores"}, 70, 850, 4, 2}, {"project", {"工程", "Projects"}, 30, 600, 6, 3},
    {"online", {"电商", "Online"}, 120, 820, 3, 1},
};

constexpr Words kSurnames[] = {
    {"王", "Wang"},  {"李", "Li"},    {"张", "Zhang"}, {"刘", "Liu"},  {"陈", "Chen"}, {"杨", "Yang"},  {"赵", "Zhao"},
    {"黄", "Huang"}, {"周", "Zhou"},  {"吴", "Wu"},    {"徐", "Xu"},   {"孙", "Sun"},  {"胡", "Hu"},    {"朱", "Zhu"},
    {"高", "Gao"},   {"林", "Lin"},   {"何", "He"},    {"郭", "Guo"},  {"马", "Ma"},   {"罗", "Luo"},   {"梁", "Liang"},
    {"宋", "Song"},  {"郑", "Zheng"}, {"谢", "Xie"},   {"韩", "Han"},  {"唐", "Tang"}, {"冯", "Feng"},  {"于", "Yu"},
    {"董", "Dong"},  {"萧", "Xiao"},  {"程", "Cheng"}, {"曹", "Cao"},  {"袁", "Yuan"}, {"邓", "Deng"},  {"许", "Xu"},
    {"傅", "Fu"},    {"沈", "Shen"},  {"曾", "Zeng"},  {"彭", "Peng"}, {"苏", "Su"},   {"蒋", "Jiang"}, {"蔡", "Cai"},
    {"魏", "Wei"},   {"叶", "Ye"},    {"潘", "Pan"},   {"方", "Fang"}, {"崔", "Cui"},  {"陆", "Lu"},
};

constexpr Words kGivenNames[] = {
    {"伟", "Wei"},       {"静", "Jing"},        {"磊", "Lei"},         {"洋", "Yang"},       {"勇", "Yong"},
    {"艳", "Yan"},       {"杰", "Jie"},         {"娟", "Juan"},        {"涛", "Tao"},        {"敏", "Min"},
    {"超", "Chao"},      {"霞", "Xia"},         {"刚", "Gang"},        {"丽娜", "Lina"},     {"志强", "Zhiqiang"},
    {"建国", "Jianguo"}, {"海燕", "Haiyan"},    {"文静", "Wenjing"},   {"俊杰", "Junjie"},   {"雪梅", "Xuemei"},
    {"建华", "Jianhua"}, {"国栋", "Guodong"},   {"晓东", "Xiaodong"},  {"浩然", "Haoran"},   {"思远", "Siyuan"},
    {"雨桐", "Yutong"},  {"子豪", "Zihao"},     {"佳怡", "Jiayi"},     {"梦洁", "Mengjie"},  {"鹏飞", "Pengfei"},
    {"晓燕", "Xiaoyan"}, {"立军", "Lijun"},     {"春梅", "Chunmei"},   {"志远", "Zhiyuan"},  {"明辉", "Minghui"},
    {"丹丹", "Dandan"},  {"建平", "Jianping"},  {"永强", "Yongqiang"}, {"婷婷", "Tingting"}, {"少华", "Shaohua"},
    {"玉兰", "Yulan"},   {"文博", "Wenbo"},     {"振宇", "Zhenyu"},    {"嘉欣", "Jiaxin"},   {"新民", "Xinmin"},
    {"慧敏", "Huimin"},  {"天翔", "Tianxiang"}, {"国庆", "Guoqing"},   {"秀英", "Xiuying"},  {"家豪", "Jiahao"},
    {"倩", "Qian"},      {"峰", "Feng"},        {"琳", "Lin"},         {"斌", "Bin"},        {"凯", "Kai"},
    {"丽华", "Lihua"},   {"学军", "Xuejun"},    {"金龙", "Jinlong"},   {"晨曦", "Chenxi"},   {"宏伟", "Hongwei"},
    {"美玲", "Meiling"}, {"世杰", "Shijie"},    {"欣然", "Xinran"},    {"爱民", "Aimin"},    {"卫东", "Weidong"},
    {"诗涵", "Shihan"},  {"冬梅", "Dongmei"},   {"启航", "Qihang"},    {"润泽", "Runze"},    {"若曦", "Ruoxi"},
};

constexpr Words kDealerStems[] = {
    {"宏达", "Hongda"},    {"鑫源", "Xinyuan"},       {"恒泰", "Hengtai"},   {"瑞丰", "Ruifeng"},
    {"永兴", "Yongxing"},  {"金桥", "Jinqiao"},       {"华茂", "Huamao"},    {"顺达", "Shunda"},
    {"嘉和", "Jiahe"},     {"万通", "Wantong"},       {"德润", "Derun"},     {"兴隆", "Xinglong"},
    {"佳美", "Jiamei"},    {"欣荣", "Xinrong"},       {"安居", "Anju"},      {"祥云", "Xiangyun"},
    {"广源", "Guangyuan"}, {"福临", "Fulin"},         {"长青", "Changqing"}, {"三和", "Sanhe"},
    {"天成", "Tiancheng"}, {"汇丰源", "Huifengyuan"}, {"锦程", "Jincheng"},  {"远景", "Yuanjing"},
    {"龙腾", "Longteng"},  {"众诚", "Zhongcheng"},    {"信达", "Xinda"},     {"明珠", "Mingzhu"},
    {"百川", "Baichuan"},  {"东升", "Dongsheng"},     {"立信", "Lixin"},     {"和美", "Hemei"},
    {"海纳", "Haina"},     {"巨丰", "Jufeng"},        {"宏图", "Hongtu"},    {"同心", "Tongxin"},
    {"聚贤", "Juxian"},    {"庆丰", "Qingfeng"},      {"新科", "Xinke"},     {"正大源", "Zhengdayuan"},
};

constexpr Words kDealerKinds[] = {
    {"电器有限公司", "Appliances Ltd"},
    {"厨卫商行", "Kitchen & Bath Trading"},
    {"家电经营部", "Home Appliance Store"},
    {"暖通设备有限公司", "Heating & Water Ltd"},
};

constexpr Words kRetailChains[] = {
    {"百汇电器", "Baihui Electrics"},  {"万邦家电", "Wanbang Home"}, {"永佳电器城", "Yongjia Mart"},
    {"星悦购物广场", "Xingyue Plaza"}, {"宜居美家", "Yiju Home"},
};

constexpr Words kStoreDistricts[] = {
    {"城东店", "East"}, {"城西店", "West"}, {"新城店", "New Town"}, {"中心店", "Central"}};

constexpr Words kBuilders[] = {
    {"瑞景建设", "Ruijing Construction"}, {"绿屿置业", "Lvyu Properties"},   {"中筑精装", "Zhongzhu Fit-out"},
    {"和筑装饰", "Hezhu Interiors"},      {"恒邑地产", "Hengyi Developers"}, {"新岸城建", "Xin'an Urban"},
};

constexpr Words kOnlineShops[] = {{"云品汇", "Yunpin"}, {"快达购", "Kuaidago"}, {"优选街", "Youxuan"}};

}  // namespace

std::span<const RegionRow> regionRows() { return kRegions; }
std::span<const CityRow> cityRows() { return kCities; }
std::span<const ChannelRow> channelRows() { return kChannelTable; }
std::span<const Words> surnames() { return kSurnames; }
std::span<const Words> givenNames() { return kGivenNames; }
std::span<const Words> dealerStems() { return kDealerStems; }
std::span<const Words> dealerKinds() { return kDealerKinds; }
std::span<const Words> retailChains() { return kRetailChains; }
std::span<const Words> storeDistricts() { return kStoreDistricts; }
std::span<const Words> builders() { return kBuilders; }
std::span<const Words> onlineShops() { return kOnlineShops; }

}  // namespace sandtable::sample
