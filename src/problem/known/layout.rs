//! Problems of forms and fonts.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "attachment-taken",
        title: "两个附件的名字相同",
        meaning: "版式自己附了文件，名字与程序附上的数据文件一样；一个 PDF 里不能有两个同名的附件。",
        remedy: "版式附了文件的，请给它换一个名字；版式没有附文件的，请给数据文件改名。",
    },
    Known {
        id: "bad-link",
        title: "版式里的链接不能用",
        meaning: "报告里的链接只能是网页（以 http、https 开头）和邮箱（以 mailto 开头）；别的链接会打开看报告的人自己电脑上的东西。",
        remedy: "请改成网址，或者删去链接。",
    },
    Known {
        id: "broken-font",
        title: "字体文件用不了",
        meaning: "字体文件坏了，扩展名不对，或者放在程序读不到的地方。",
        remedy: "请重新复制这个字体文件，直接放在 fonts 文件夹里；不需要的，请移走。",
    },
    Known {
        id: "broken-layout",
        title: "版式文件有错误",
        meaning: "版式的文件夹里少了文件，文件名不能用，或者 .typ 文件写错了，报告排不出来。多半是改过版式。",
        remedy: "请照提示的文件和行改正；改不好的，请运行 juesuan layout new 重新建一个，或者从自带的版式再复制一份。",
    },
    Known {
        id: "fallback-font",
        title: "用了替补的字体",
        meaning: "版式写的字体里没有这个字，程序从别的字体里取了一个，样子与别的字不同。",
        remedy: "请在版式设置（layout.toml）的字体（[fonts]）里加上有这个字的字体，或者换一个字。",
    },
    Known {
        id: "gone-name",
        title: "版式用了从前的名字",
        meaning: "版式里用到的一个事实、文件或函数，现在换了名字，或者没有了。多半是版式复制来已经用了几年。",
        remedy: "请照提示改成现在的名字，再把版式设置（layout.toml）里的事实格式（facts-format）改成现在的。",
    },
    Known {
        id: "later-layout",
        title: "版式是给更新的程序写的",
        meaning: "版式设置（layout.toml）里的事实格式（facts-format）比这个程序知道的新，照着排会出错。",
        remedy: "请换用更新的程序；没有的，请向写版式的人要给这个程序写的一份。",
    },
    Known {
        id: "layout-cycle",
        title: "版式互相沿用",
        meaning: "几种版式一种沿用一种（extends），绕了一圈又回到前面的一种；或者一层一层沿用了三十多层，还没有完。",
        remedy: "请在沿用（extends）后面写另一种版式的名字；不沿用别的版式的，请删去这一行。",
    },
    Known {
        id: "layout-link",
        title: "版式里的链接没有用到",
        meaning: "版式的文件夹里有链接（快捷方式）；程序只用项目文件夹里的文件。",
        remedy: "请删去链接，把它所指的文件或文件夹复制过来。",
    },
    Known {
        id: "layout-name",
        title: "版式的名字与文件夹不同",
        meaning: "版式设置（layout.toml）里的名字（name），与它所在的文件夹的名字不同。多半是复制版式以后没有改名。",
        remedy: "请把版式设置里的名字改成文件夹的名字。",
    },
    Known {
        id: "layout-year",
        title: "版式不适用于这一年",
        meaning: "版式设置（layout.toml）里的适用年度（years）没有这一年。报告照样生成，但式样可能是旧的。",
        remedy: "请换用这一年的版式；式样没有变的，请改适用年度。",
    },
    Known {
        id: "line-spacing",
        title: "行距小于字号",
        meaning: "版式设置（layout.toml）里的行距比字号小，上下两行的字会叠在一起。",
        remedy: "请把行距（line-spacing）改大：它是一行到下一行的距离，三号字（16 磅）常用 28 磅。",
    },
    Known {
        id: "missing-font",
        title: "没有可用的字体",
        meaning: "版式要的字体找不到，或者没有放字体的 fonts 文件夹。",
        remedy: "请把 fonts 文件夹放在项目文件夹里或程序旁边，或者用 --fonts 指明；要用别的字体的，请改版式设置（layout.toml）的字体（[fonts]）。",
    },
    Known {
        id: "missing-glyph",
        title: "字体里没有这个字",
        meaning: "报告里有一个字，版式的字体显示不出来。多半是生僻字，也可能是录入时带进来的符号、看不见的字。",
        remedy: "请核对是不是录错了，看不见的字请删去；一定要用这个字的，请把有这个字的字体放进项目的 fonts 文件夹，并写进版式设置（layout.toml）的字体（[fonts]）。",
    },
    Known {
        id: "no-notice",
        title: "版式没有更正说明",
        meaning: "版式设置（layout.toml）里要做的几种文件（documents）中没有更正说明（notice），程序不知道怎样写。",
        remedy: "请在版式设置里写 documents = [\"report\", \"notice\"]。",
    },
    Known {
        id: "no-statements",
        title: "版式没有决算表，不能写成电子表格",
        meaning: "juesuan export 写出的是版式印出的决算表；这个版式一张也没有，或者版式里自己写的表程序认不出来。",
        remedy: "请在版式设置（layout.toml）的决算表（statements）里列出要印的表；自己写的表，请用 common/table.typ 里的函数（ruled-statement）。",
    },
    Known {
        id: "not-traceable",
        title: "版式印出的数追查不了来处",
        meaning: "追查来处时，程序要把每个数换成编号再排一遍；版式里拿印好的字来比较，或者自己把数变成了字，排出来就不一样了。",
        remedy: "请用 /layouts/common/format.typ 里的函数印各个数（cell、money、percent、number 等），看一个数是不是零也用那里的函数（is-zero）。",
    },
    Known {
        id: "old-layout",
        title: "版式是按从前的格式写的",
        meaning: "版式设置（layout.toml）里的事实格式（facts-format）是从前的，或者没有写；版式还能用，但里面可能有换了名字的事实。",
        remedy: "请运行 juesuan layout check，看哪些名字要换；改好以后，写上现在的事实格式。",
    },
    Known {
        id: "page-number",
        title: "页码的写法不对",
        meaning: "版式设置（layout.toml）的页码（page-number）里，没有代表页码的 1。",
        remedy: "请写成 page-number = \"— 1 —\"，或者 \"- 1 -\"、\"1\"。",
    },
    Known {
        id: "part-heading",
        title: "各部分标题的写法里没有标题的位置",
        meaning: "版式设置（layout.toml）里各部分标题的写法，没有写标题放在哪里，标题印不出来。",
        remedy: "请照提示的例子改；各部分不编号的，只写标题的位置。",
    },
    Known {
        id: "printed-omission",
        title: "写明不公开的内容印出来了",
        meaning: "版式设置（layout.toml）里写明不公开的内容（omits），版式实际上印了出来。",
        remedy: "确实要公开的，请从不公开的内容里删去这一条；不公开的，请从版式里删去那一部分。",
    },
    Known {
        id: "repeated-part",
        title: "同一部分写了两次",
        meaning: "版式设置（layout.toml）里各部分的次序中，同一张表或同一节写了两次。",
        remedy: "请删去其中一个。",
    },
    Known {
        id: "unknown-document",
        title: "没有这种文件",
        meaning: "版式设置（layout.toml）里要做的几种文件（documents），只能写报告（report）和更正说明（notice）。",
        remedy: "请照这两种改正；不需要的，请删去。",
    },
    Known {
        id: "unknown-part",
        title: "没有这一部分",
        meaning: "版式设置（layout.toml）里各部分的次序中，有一个名字没有对应的 .typ 文件。",
        remedy: "请改正名字；新加的部分，请先建这个文件。",
    },
    Known {
        id: "unknown-placeholder",
        title: "花括号里的写法不认识",
        meaning: "标题、文件名里的花括号，印的时候由程序换成数或名称；花括号里写的，程序不认识。",
        remedy: "请照提示列出的几种写；不要程序换的，请删去花括号。",
    },
    Known {
        id: "wrong-years",
        title: "适用年度的起止颠倒",
        meaning: "版式设置（layout.toml）里的适用年度（years），起的年度在止的年度之后。",
        remedy: "请写成 years = { from = 2024, to = 2026 } 这样；只写起的年度（from）的，表示从那一年起。",
    },
];
