import type { Names } from './names.ts';

/** From the locale `zh_CN` of @faker-js/faker; pinyin without tones. */
export const zh: Names = {
  female: `丹=dan, 丽=li, 丽芳=lifang, 佳琪=jiaqi, 依诺=yinuo, 倩=qian, 兰英=lanying, 凤英=fengying, 国华=guohua, 国芳=guofang,
    国英=guoying, 娜=na, 娟=juan, 婷=ting, 婷婷=tingting, 子欣=zixin, 安琪=anqi, 悦=yue, 慧=hui, 敏=min, 晨阳=chenyang,
    桂兰=guilan, 桂英=guiying, 梓晨=zichen, 梓涵=zihan, 梓玥=ziyue, 梓萱=zixuan, 欣怡=xinyi, 洁=jie, 海燕=haiyan,
    燕=yan, 玉兰=yulan, 玉梅=yumei, 玉珍=yuzhen, 玲=ling, 秀兰=xiulan, 秀珍=xiuzhen, 红=hong, 美方=meifang, 芳=fang,
    若汐=ruoxi, 英=ying, 萍=ping, 诗雨=shiyu, 语汐=yuxi, 雅婷=yating, 雨桐=yutong, 雨涵=yuhan, 雪=xue, 霞=xia,
    静=jing, 静怡=jingyi`,
  male: `伟=wei, 伟宸=weichen, 俊杰=junjie, 俊熙=junxi, 俊驰=junchi, 军=jun, 刚=gang, 勇=yong, 博文=bowen, 君浩=junhao,
    嘉熙=jiaxi, 国平=guoping, 国强=guoqiang, 国栋=guodong, 国辉=guohui, 天宇=tianyu, 奕泽=yize, 奕辰=yichen, 子豪=zihao,
    宇=yu, 宇航=yuhang, 宇轩=yuxuan, 家明=jiaming, 家豪=jiahao, 帅=shuai, 建军=jianjun, 建华=jianhua, 建国=jianguo,
    建辉=jianhui, 弘文=hongwen, 强=qiang, 志国=zhiguo, 志强=zhiqiang, 志明=zhiming, 志泽=zhize, 思源=siyuan,
    思聪=sicong, 成=cheng, 振东=zhendong, 文博=wenbo, 文昊=wenhao, 斌=bin, 昊天=haotian, 明=ming, 明哲=mingzhe,
    明杰=mingjie, 明辉=minghui, 晨=chen, 智杰=zhijie, 智辉=zhihui, 沐宸=muchen, 沐阳=muyang, 波=bo, 泽洋=zeyang, 浩=hao,
    浩宇=haoyu, 浩晨=haochen, 浩然=haoran, 浩轩=haoxuan, 涛=tao, 煜城=yucheng, 磊=lei, 立伟=liwei, 立轩=lixuan,
    致远=zhiyuan, 超=chao, 远航=yuanhang, 金鑫=jinxin, 鑫=xin, 阳=yang, 雨泽=yuze, 鹏=peng, 鹏涛=pengtao, 鹏飞=pengfei`,
  surnames: `丁=ding, 万=wan, 严=yan, 于=yu, 任=ren, 何=he, 侯=hou, 傅=fu, 关=guan, 冯=feng, 刘=liu, 卢=lu, 叶=ye, 吕=lyu,
    吴=wu, 周=zhou, 唐=tang, 夏=xia, 姚=yao, 姜=jiang, 孔=kong, 孙=sun, 孟=meng, 宋=song, 崔=cui, 常=chang, 康=kang,
    廖=liao, 张=zhang, 彭=peng, 徐=xu, 成=cheng, 戴=dai, 方=fang, 施=shi, 曹=cao, 曾=zeng, 朱=zhu, 李=li, 杜=du, 杨=yang,
    林=lin, 梁=liang, 樊=fan, 段=duan, 沈=shen, 洪=hong, 温=wen, 潘=pan, 熊=xiong, 牛=niu, 王=wang, 田=tian, 白=bai,
    秦=qin, 简=jian, 罗=luo, 翟=zhai, 聂=nie, 肖=xiao, 胡=hu, 苏=su, 莫=mo, 董=dong, 蔡=cai, 薛=xue, 袁=yuan, 谢=xie,
    谭=tan, 贾=jia, 赖=lai, 赵=zhao, 邓=deng, 邱=qiu, 邹=zou, 郑=zheng, 郝=hao, 郭=guo, 金=jin, 钟=zhong, 钱=qian,
    陈=chen, 陶=tao, 雷=lei, 顾=gu, 马=ma, 高=gao, 魏=wei, 黄=huang, 龙=long, 欧阳=ouyang, 诸葛=zhuge, 慕容=murong,
    司徒=situ`,
};
