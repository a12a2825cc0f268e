//! Problems of forms and fonts.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "attachment-taken",
        title: "两个附件的名字相同",
        meaning: "版式自己附了文件，名字与程序附上的数据文件一样；PDF 里不能有两个同名的附件。",
        remedy: "版式附的文件换一个名字；不是版式附的，给数据文件改名。",
    },
    Known {
        id: "bad-link",
        title: "版式里的链接不能用",
        meaning: "报告里的链接只能是网页（http、https）和邮箱（mailto）；别的会打开看报告的人自己电脑上的东西。",
        remedy: "改成网址，或删去链接。",
    },
    Known {
        id: "broken-font",
        title: "字体文件用不了",
        meaning: "字体文件坏了、扩展名不对，或放在读不到的地方。",
        remedy: "重新复制这个字体文件，直接放在 fonts 文件夹里；不需要的移走。",
    },
    Known {
        id: "broken-layout",
        title: "版式文件有错",
        meaning: "版式里少文件、文件名不能用，或 .typ 文件写错了，排不出来。改过版式以后最常见。",
        remedy: "照提示的文件和行改正；改不好的，用 juesuan layout new 重新建一个，或从自带的版式再复制一份。",
    },
    Known {
        id: "fallback-font",
        title: "用了替补的字体",
        meaning: "版式写的字体里没有这个字，排版引擎从别的字体里取了一个，样子与别的字不同。",
        remedy: "在 layout.toml 的 [fonts] 里加上有这个字的字体，或换一个字。",
    },
    Known {
        id: "gone-name",
        title: "版式用了从前的名字",
        meaning: "版式是照从前的事实格式写的，里面的一项事实、一个文件或一个函数现在换了名字，或没有了。复制来的版式用了几年以后最常见。",
        remedy: "照提示改成现在的名字，再把 layout.toml 的 facts-format 改成现在的格式。",
    },
    Known {
        id: "later-layout",
        title: "版式是给更新的程序写的",
        meaning: "layout.toml 的 facts-format 比这个程序知道的新，照用会排错。",
        remedy: "换用更新的 juesuan；没有的，向写版式的人要给这个程序写的一份。",
    },
    Known {
        id: "layout-cycle",
        title: "版式互相沿用",
        meaning: "几种版式的 extends 绕了一圈，又回到前面的一种；或者一层一层沿用了三十多层，没有完。",
        remedy: "extends 写另一种版式的名字；不沿用别的版式的，删去 extends。",
    },
    Known {
        id: "layout-link",
        title: "版式里的链接没有用到",
        meaning: "版式的文件夹里有链接（快捷方式），程序只用项目文件夹里的文件。",
        remedy: "把链接所指的文件或文件夹复制过来。",
    },
    Known {
        id: "layout-name",
        title: "版式的名字与文件夹不同",
        meaning: "layout.toml 里的 name 与它所在的文件夹不是一个名字。复制版式以后没有改名最常见。",
        remedy: "把 name 改成文件夹的名字。",
    },
    Known {
        id: "layout-year",
        title: "版式不适用于这一年",
        meaning: "layout.toml 的 years 说它适用于别的年度。照用也生成，但式样可能是旧的。",
        remedy: "换用这一年的版式；式样没有变的，改 years。",
    },
    Known {
        id: "line-spacing",
        title: "行距小于字号",
        meaning: "layout.toml 里的行距比字号小，上下两行的字会叠在一起。",
        remedy: "行距（line-spacing）写一行到下一行的距离，三号字（16 磅）常用 28 磅。",
    },
    Known {
        id: "missing-font",
        title: "没有可用的字体",
        meaning: "版式要的字体找不到，或没有字体文件夹 fonts。",
        remedy: "把 fonts 文件夹放在项目文件夹或程序旁边，或用 --fonts 指明；要用别的字体的，改 layout.toml 的 [fonts]。",
    },
    Known {
        id: "missing-glyph",
        title: "字体里没有这个字",
        meaning: "报告里有一个字，版式的字体显示不出来。多半是生僻字，也可能是录入时带进来的符号、看不见的字。check 和 build 都会指出。",
        remedy: "核对是否录入有误；看不见的删去；确需使用的，把含有该字的字体放进项目的 fonts 文件夹，并写进 layout.toml。",
    },
    Known {
        id: "no-notice",
        title: "版式没有更正说明",
        meaning: "版式的 documents 里没有 notice，程序不知道怎样写更正说明。",
        remedy: "在 layout.toml 里写 documents = [\"report\", \"notice\"]。",
    },
    Known {
        id: "no-statements",
        title: "版式没有决算表，没有可以写成电子表格的",
        meaning: "export 写出的是版式印出的决算表，这个版式一张也没有，或者它自己写的表程序认不得。",
        remedy: "在 layout.toml 的 statements 中列出要印的表；自己写的表用 common/table.typ 的 ruled-statement。",
    },
    Known {
        id: "not-traceable",
        title: "版式印出的数追查不了来处",
        meaning: "版式拿印好的字来比较，或自己把事实里的数变成字，程序换上编号再排时排不成一样的。",
        remedy: "数都用 /layouts/common/format.typ 的函数印（cell、money、percent、number 等），是不是零用 is-zero 看。",
    },
    Known {
        id: "old-layout",
        title: "版式是按从前的格式写的",
        meaning: "layout.toml 的 facts-format 是从前的，或没有写；能用，但文件里可能有改了名的字段。",
        remedy: "运行 juesuan layout check 看哪些名字要换；改好以后写上现在的 facts-format。",
    },
    Known {
        id: "page-number",
        title: "页码的写法不对",
        meaning: "page-number 里没有代表页码的 1。",
        remedy: "写成 page-number = \"— 1 —\"，或 \"- 1 -\"、\"1\"。",
    },
    Known {
        id: "part-heading",
        title: "各部分的标题里没有标题的位置",
        meaning: "layout.toml 里各部分标题的写法中没有代表标题的字样，标题印不出来。",
        remedy: "照提示的例子改；不编号的只写标题的位置。",
    },
    Known {
        id: "printed-omission",
        title: "说不印的其实印了",
        meaning: "layout.toml 里说不公开（omits）的内容，版式里实际印出。",
        remedy: "删去这一条，或从版式中删去那一部分。",
    },
    Known {
        id: "repeated-part",
        title: "同一部分写了两次",
        meaning: "layout.toml 的次序里，同一张表或同一节写了两次。",
        remedy: "删去一个。",
    },
    Known {
        id: "unknown-document",
        title: "documents 里有不认识的文件",
        meaning: "只有报告（report）和更正说明（notice）两种文件。",
        remedy: "改正拼写。",
    },
    Known {
        id: "unknown-part",
        title: "没有这一部分",
        meaning: "layout.toml 的次序里写了没有对应 .typ 文件的名字。",
        remedy: "改正名字；新加的，先建这个文件。",
    },
    Known {
        id: "unknown-placeholder",
        title: "花括号里的写法不认识",
        meaning: "标题、文件名里的花括号要由程序换成数或名称，写的不是其中之一。",
        remedy: "照提示列出的写。",
    },
    Known {
        id: "wrong-years",
        title: "适用年度的起止颠倒",
        meaning: "layout.toml 的 years 起年在止年之后。",
        remedy: "写成 years = { from = 2024, to = 2026 }；只写 from 表示从那一年起。",
    },
];
