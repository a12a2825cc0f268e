//! Problems of what a command was told to do: what was published, imported, built, traced.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "altered-pdf",
        title: "要合并的 PDF 与生成记录不符",
        meaning: "分几部分生成的 PDF，合并以前被改动过、换过或移走了，与它的 manifest.json 对不上；合并只收原样的文件。",
        remedy: "重新生成这一部分（juesuan build --shard），再合并。",
    },
    Known {
        id: "broken-index",
        title: "公开的目录不完整",
        meaning: "published 里的 index.json 被改动过、损坏，或是别的单位、年度的；它记着公开过哪几版和各文件的校验码。",
        remedy: "从备份恢复 index.json；已公开的 PDF 没有动。",
    },
    Known {
        id: "contradicting-parts",
        title: "各部分不是一起生成的",
        meaning: "要合并的几部分用了不同的数据、不同版本的程序，或不同的份数。",
        remedy: "用同一份数据、同一版本的程序、同样的份数，重新生成不对的那一部分。",
    },
    Known {
        id: "correction-order",
        title: "更正日期的次序不对",
        meaning: "[[corrections]] 的日期早于公开日期，或早于上一次更正。",
        remedy: "核对日期；几次更正按日期的次序写。",
    },
    Known {
        id: "edition-gap",
        title: "更正的次数与公开过的版次对不上",
        meaning: "报告的版次是 1 加 [[corrections]] 的段数；公开要一版接一版，公开过的更正不能删去。",
        remedy: "前一版没有公开的，先公开前一版；删去了更正的，补回来。",
    },
    Known {
        id: "existing-file",
        title: "文件已经有了",
        meaning: "要复制的文件在项目里已经有了，程序不覆盖它。",
        remedy: "要重新复制的，先把原有的改名或删去。",
    },
    Known {
        id: "existing-layout",
        title: "版式已经有了",
        meaning: "要新建的版式与已有的同名，程序不覆盖它。",
        remedy: "换一个名字。",
    },
    Known {
        id: "missing-pdf",
        title: "没有要核实的 PDF",
        meaning: "命令里写的文件没有，或文件夹里没有 PDF。",
        remedy: "核对路径；写文件夹的，里面各层的 PDF 都核实。",
    },
    Known {
        id: "no-correction",
        title: "没有写更正",
        meaning: "更正说明说的是年度文件里最后一次更正；这里一次也没有写。",
        remedy: "写一段 [[corrections]]，再运行 juesuan notice。",
    },
    Known {
        id: "no-edition",
        title: "没有公开过这一版",
        meaning: "要比较或更正的版次还没有公开，或单位、年度写错了。",
        remedy: "用 juesuan status 看公开到第几版；版次写在 @ 后面。",
    },
    Known {
        id: "no-manifest",
        title: "要合并的文件夹里没有生成记录",
        meaning: "merge 后面的文件夹里没有 manifest.json，不是 juesuan build 的输出文件夹。",
        remedy: "写 juesuan build --out 后面的那个文件夹。",
    },
    Known {
        id: "no-such-line",
        title: "没有这一行数据",
        meaning: "trace --from 写的文件报告没有读，或那一行没有会印出来的数和话（表头、空行、注释、[control]、[[accept]]）。",
        remedy: "照“文件:行”写，如 2024.toml:17；所属单位的写上文件夹，如 first-school/2024.toml:4。",
    },
    Known {
        id: "no-such-number",
        title: "报告上没有印着要追查的",
        meaning: "报告上（或写明的那一页、那一格）没有这个数、这句话，或没有这张表、这一行、这一列。",
        remedy: "照报告上印的写；先不写 --page 和 --row 等，看印在哪里。",
    },
    Known {
        id: "no-workbook",
        title: "填报表做不出来",
        meaning: "数据文件读不出，里面有 TOML 写法上的错误，或有一段文字太长，电子表格的一格放不下。",
        remedy: "照提示改正，再运行 juesuan export --to workbook。",
    },
    Known {
        id: "not-accepted",
        title: "结论没有写进文件",
        meaning: "check --accept 没能把这条结论写进数据文件，文件没有改动。",
        remedy: "照所说的原因改正，再接受一次。",
    },
    Known {
        id: "not-arranged",
        title: "数据文件没有整理",
        meaning: "juesuan fmt 只在整理以后注释一条不少、内容一点不变的时候才写；这个文件写法特别，或有 TOML 写法上的错误，没有动它。",
        remedy: "照提示先改正，或手工整理。",
    },
    Known {
        id: "not-built",
        title: "要公开的报告还没有生成",
        meaning: "公开的是看过的 PDF：还没有生成，或生成以后数据、版式、字体、程序有改动的，不公开。",
        remedy: "先运行 juesuan build，看过 PDF 再公开。",
    },
    Known {
        id: "not-comparable",
        title: "报告里的数据用不了",
        meaning: "要比较的 PDF 不是本程序做的，没有附数据（attach = \"none\"），或附件读不出来。",
        remedy: "换一个附有干净数据的 PDF；或用项目文件夹、公开过的版次来比较。",
    },
    Known {
        id: "not-corrected",
        title: "公开以后改了数据，没有写更正",
        meaning: "数据与最后公开的一版不同，年度文件里却没有写这一次更正。",
        remedy: "写一段 [[corrections]]（日期和原因），再生成、公开；不该改的改回去。",
    },
    Known {
        id: "not-imported",
        title: "工作簿没有导入",
        meaning: "工作簿读不了，里面有错误值、不完整的编码，或者看不出是哪个单位、哪一年度、什么金额单位；程序不猜，数据文件一个字节都没有动。",
        remedy: "照下面列出的各条，改正指出的格，或在命令里写明 --unit、--year、--amounts，再导入一次。",
    },
    Known {
        id: "not-pruned",
        title: "没有删除 PDF",
        meaning: "--prune 不能确定这些 PDF 是这个项目从前生成的，或被人改动过，所以不删。",
        remedy: "照所说的自己看一看；不要的，自己删去。",
    },
    Known {
        id: "nothing-corrected",
        title: "更正前后印出来的没有不同",
        meaning: "写了更正，而与公开过的一版比，印出来的数和话都一样。",
        remedy: "先改正数据；只改了不印的内容，不用更正，删去这一段。",
    },
    Known {
        id: "nothing-to-import",
        title: "没有要导入的文件",
        meaning: "命令里写的文件夹中没有 xls、xlsx、ods 工作簿。",
        remedy: "写出工作簿的文件名，或放着工作簿的文件夹。",
    },
    Known {
        id: "old-public-data",
        title: "以前的公开数据还在新的报告旁边",
        meaning: "现在不写公开数据了（没有 public-data），旁边以前写的那个文件夹里另有别的文件，所以没有删去。",
        remedy: "把别的文件移走，再删去这个文件夹，免得把过时的数据公开出去。",
    },
    Known {
        id: "other-project",
        title: "输出文件夹是另一个项目的",
        meaning: "这个输出文件夹里的报告是别的项目生成的，两个项目混用会互相删掉。",
        remedy: "用 --out 指明另一个输出文件夹；确实是同一个项目的，移走那里的 manifest.json。",
    },
    Known {
        id: "published-altered",
        title: "已公开的文件被改动过",
        meaning: "published 里的 PDF 与公开时记下的校验码不符，或不见了。本程序公开以后不再动它。",
        remedy: "从备份恢复，或从公开的网站下载原来的文件放回去。",
    },
    Known {
        id: "published-outdated",
        title: "已公开的报告与现在的数据不同",
        meaning: "公开以后，这个单位、所属单位或上年的数据改过，现在做出来的报告说的不一样了；只比数和话，程序的版本、字体不算。",
        remedy: "运行 juesuan diff 看哪里不同；要更正的写 [[corrections]]，再生成、公开；不该改的改回去。",
    },
    Known {
        id: "several-figures",
        title: "要追查的是许多不同的数",
        meaning: "同样的数字在报告里印着许多个，是不同的数，一次说明不了。",
        remedy: "用 --page 写明哪一页，或用 --statement、--row、--column 写明哪一格。",
    },
    Known {
        id: "several-reports",
        title: "说的不止一份报告",
        meaning: "一次只比较一份报告，写的单位对应几份，或项目文件夹里有几份。",
        remedy: "写明单位和年度；比较项目文件夹的，用 --report。",
    },
    Known {
        id: "unknown-reports",
        title: "有来历不明的 PDF",
        meaning: "输出文件夹里有 PDF 不在生成记录里，程序没有动它们。",
        remedy: "不要的，自己删去。",
    },
    Known {
        id: "usage",
        title: "命令写得不对",
        meaning: "命令、参数或选项写错了，什么也没有做。",
        remedy: "照提示改正；juesuan 命令 --help 列出全部写法。",
    },
];
