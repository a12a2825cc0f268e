//! Problems of what a command was told to do: what was published, imported, built, traced.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "altered-pdf",
        title: "要合并的 PDF 与生成记录不符",
        meaning: "分几部分生成的 PDF，在合并以前被改动、换过或移走了，与这一部分的生成记录（manifest.json）对不上；合并只收原样的文件。",
        remedy: "请把这一部分重新生成（juesuan build --shard），再合并。",
    },
    Known {
        id: "broken-index",
        title: "公开目录不完整",
        meaning: "公开目录（published 里的 index.json）记着公开过哪几版、各个文件是什么样子；它被改动过、损坏了，或者是别的单位、别的年度的。",
        remedy: "请从备份恢复这个文件；已公开的 PDF 没有动。",
    },
    Known {
        id: "contradicting-parts",
        title: "各部分不是一起生成的",
        meaning: "要合并的几部分，用的数据不同、程序的版本不同，或者分成的份数不同。",
        remedy: "请用同一份数据、同一版本的程序、同样的份数，重新生成不对的那一部分。",
    },
    Known {
        id: "correction-order",
        title: "更正日期的次序不对",
        meaning: "年度文件里写的更正日期（[[corrections]] 的 date），早于公开日期，或者早于上一次更正。",
        remedy: "请核对各个日期，改正写错的；几次更正按日期从早到晚写。",
    },
    Known {
        id: "edition-gap",
        title: "更正的次数与公开过的版次对不上",
        meaning: "报告的版次是年度文件里更正（[[corrections]]）的次数加一。公开要一版接一版，公开过的更正不能删去；现在的次数与公开过的版次对不上。",
        remedy: "前一版还没有公开的，请先公开前一版；删去了更正的，请补回来。",
    },
    Known {
        id: "existing-file",
        title: "文件已经有了",
        meaning: "要复制的文件，项目里已经有同名的，程序不覆盖它。",
        remedy: "要重新复制的，请先把原有的改名或删去。",
    },
    Known {
        id: "existing-layout",
        title: "版式已经有了",
        meaning: "要新建的版式与已有的版式同名，程序不覆盖它。",
        remedy: "请换一个名字。",
    },
    Known {
        id: "missing-pdf",
        title: "没有要核实的 PDF",
        meaning: "命令里写的文件不存在，或者写的文件夹里没有 PDF。",
        remedy: "请核对文件或文件夹的路径；写文件夹的，里面各层的 PDF 都会核实。",
    },
    Known {
        id: "no-correction",
        title: "没有写更正",
        meaning: "更正说明说的是年度文件里写的最后一次更正；这个年度文件一次更正也没有写。",
        remedy: "请在年度文件里写一段更正（[[corrections]]，写更正日期和原因），再运行 juesuan notice。",
    },
    Known {
        id: "no-edition",
        title: "没有公开过这一版",
        meaning: "要比较或更正的版次还没有公开，或者单位、年度写错了。",
        remedy: "请运行 juesuan status，看公开到第几版；版次写在 @ 后面，如 library/2024@1。",
    },
    Known {
        id: "no-manifest",
        title: "要合并的文件夹里没有生成记录",
        meaning: "juesuan merge 后面的文件夹里没有生成记录（manifest.json），不是 juesuan build 的输出文件夹。",
        remedy: "请写 juesuan build --out 后面的那个文件夹。",
    },
    Known {
        id: "no-such-line",
        title: "没有这一行数据",
        meaning: "juesuan trace --from 后面写的文件，这份报告没有用到；或者那一行没有会印出来的数和话，如表头、空行、注释、核对用的合计数（[control]）、接受的结论（[[accept]]）。",
        remedy: "请照“文件:行”写，如 2024.toml:17；所属单位的文件写上文件夹，如 first-school/2024.toml:4。",
    },
    Known {
        id: "no-such-number",
        title: "报告上没有印着要追查的",
        meaning: "报告上没有印着这个数、这句话；写明了第几页、哪张表、哪一行、哪一列的，是那里没有。",
        remedy: "请照报告上印的写；可以先不写 --page、--row 等，看它印在哪里。",
    },
    Known {
        id: "no-workbook",
        title: "填报表做不出来",
        meaning: "数据文件读不出来，写法有错误，或者有一段文字太长，电子表格的一格放不下。",
        remedy: "请照提示改正数据文件，再运行 juesuan export --to workbook。",
    },
    Known {
        id: "not-accepted",
        title: "结论没有写进文件",
        meaning: "juesuan check --accept 没能把接受的结论写进数据文件，文件没有改动。",
        remedy: "请照提示里说的原因改正，再接受一次。",
    },
    Known {
        id: "not-arranged",
        title: "数据文件没有整理",
        meaning: "整理以后注释一条不少、内容一点不变，juesuan fmt 才会写；这个文件做不到，或者写法有错误，所以没有动它。",
        remedy: "请照提示先改正；没有错误的，请自己整理。",
    },
    Known {
        id: "not-built",
        title: "要公开的报告还没有最新的 PDF",
        meaning: "公开的是生成好、看过的 PDF。这份报告还没有生成，或者生成以后数据、版式、字体、程序有了改动。",
        remedy: "请先运行 juesuan build，看过 PDF 再公开。",
    },
    Known {
        id: "not-comparable",
        title: "报告里的数据不能用来比较",
        meaning: "要比较的 PDF 不是本程序做的，没有附上数据（attach = \"none\"），或者附上的数据读不出来。",
        remedy: "请换一个附有干净数据的 PDF；也可以用项目文件夹、公开过的版次来比较。",
    },
    Known {
        id: "not-corrected",
        title: "公开以后改了数据，没有写更正",
        meaning: "现在的数据与最后公开的一版不同，年度文件里却没有写这一次更正。",
        remedy: "要更正的，请在年度文件里写一段更正（[[corrections]]，写更正日期和原因），再生成、公开；不该改的，请把数据改回去。",
    },
    Known {
        id: "not-imported",
        title: "工作簿没有导入",
        meaning: "工作簿读不出来，里面有计算错误的格、不完整的编码，或者看不出是哪个单位、哪一年度、什么金额单位；程序不猜，数据文件一点没有动。",
        remedy: "请照列出的各条，改正指出的格，或者用 --unit、--year、--amounts 写明单位、年度、金额单位，再导入一次。",
    },
    Known {
        id: "not-pruned",
        title: "没有删除 PDF",
        meaning: "程序不能确定这些 PDF 是这个项目从前生成的，或者它们被人改动过，所以用了 --prune 也不删。",
        remedy: "请自己看一看；不要的，请自己删去。",
    },
    Known {
        id: "nothing-corrected",
        title: "更正前后印出来的没有不同",
        meaning: "年度文件里写了更正，而与公开过的一版比，印出来的数和话都一样。",
        remedy: "数据还没有改的，请先改正数据；只改了不印的内容的，不用更正，请删去这一段更正。",
    },
    Known {
        id: "nothing-to-import",
        title: "没有要导入的文件",
        meaning: "命令里写的文件夹中没有工作簿（扩展名是 xls、xlsx、ods 的文件）。",
        remedy: "请写工作簿的文件名，或者放着工作簿的文件夹。",
    },
    Known {
        id: "old-public-data",
        title: "以前的公开数据还在新的报告旁边",
        meaning: "项目设置里现在不写公开数据（public-data）了，报告旁边以前写的那个文件夹里另有别的文件，所以没有删去。",
        remedy: "请把别的文件移走，再删去这个文件夹，免得把过时的数据公开出去。",
    },
    Known {
        id: "other-project",
        title: "输出文件夹是另一个项目的",
        meaning: "这个输出文件夹里的报告是别的项目生成的；两个项目用同一个输出文件夹，会互相删掉报告。",
        remedy: "请用 --out 指明另一个输出文件夹；确实是同一个项目的，请移走那里的生成记录（manifest.json）。",
    },
    Known {
        id: "published-altered",
        title: "已公开的文件被改动过",
        meaning: "published 里已公开的 PDF 与公开时记下的不符，或者不见了。程序公开以后不再动它。",
        remedy: "请从备份恢复；没有备份的，请从公开的网站下载原来的文件放回去。",
    },
    Known {
        id: "published-outdated",
        title: "已公开的报告与现在的数据不同",
        meaning: "公开以后，这个单位、所属单位或上年的数据改过，现在做出来的报告与公开的说的不一样了；只比数和话，程序的版本、字体不算。",
        remedy: "请运行 juesuan diff 看哪里不同；要更正的，请写一段更正（[[corrections]]），再生成、公开；不该改的，请把数据改回去。",
    },
    Known {
        id: "several-figures",
        title: "要追查的是许多不同的数",
        meaning: "报告里有许多个数印出来都是这几位数字，它们不是同一个数，一次说明不了。",
        remedy: "请用 --page 写明第几页，或者用 --statement、--row、--column 写明哪张表、哪一行、哪一列。",
    },
    Known {
        id: "several-reports",
        title: "写的不止一份报告",
        meaning: "一次只比较一份报告；写的单位有几份报告，或者写的项目文件夹里有几份报告。",
        remedy: "请写明单位和年度；比较项目文件夹的，请用 --report 写明是哪一份。",
    },
    Known {
        id: "unknown-reports",
        title: "输出文件夹里有来历不明的 PDF",
        meaning: "输出文件夹里有的 PDF 不在生成记录里，不知道是不是程序生成的，所以没有动它们。",
        remedy: "请看一看；不要的，请自己删去。",
    },
    Known {
        id: "usage",
        title: "命令写得不对",
        meaning: "命令写错了，或者后面跟着的内容写错了；什么也没有做。",
        remedy: "请照提示改正；在命令后面写 --help 再运行，会列出全部写法，如 juesuan build --help。",
    },
];
