//! Problems of the program, or of the machine that it runs on.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "broken-manifest",
        title: "生成记录读不了",
        meaning: "输出文件夹里的 manifest.json 不完整、被改动过，或是别的版本的程序写的。",
        remedy: "删去这个文件再生成：各份报告会重新生成一遍，内容不变。",
    },
    Known {
        id: "busy",
        title: "另一个程序正在生成",
        meaning: "同一个输出文件夹正有另一次生成在写。多半是开了两个窗口，或共用网络盘的同事也在生成。",
        remedy: "等它结束再运行；确实要同时生成，用 --out 指明另一个输出文件夹。",
    },
    Known {
        id: "engine-failed",
        title: "排版引擎内部出错",
        meaning: "排版引擎自己出了错，不是数据或版式写错了。",
        remedy: "把数据和屏幕上的文字发给维护者；别的报告不受影响。",
    },
    Known {
        id: "facts-failed",
        title: "事实文件写不出来",
        meaning: "数据整理成版式看的样子时出了错，是程序的问题。",
        remedy: "把数据和屏幕上的文字发给维护者。",
    },
    Known {
        id: "internal",
        title: "程序内部出错",
        meaning: "程序自己出了错，不是数据写错了；原有的文件没有动。",
        remedy: "把数据和屏幕上的文字发给维护者。",
    },
    Known {
        id: "not-written",
        title: "写不进去",
        meaning: "磁盘满了、没有写入权限，或文件正被别的程序打开（Windows 上正在看的 PDF 不能覆盖）。原有的文件不动。",
        remedy: "关掉正在看它的程序，检查磁盘空间和权限，再运行一次。",
    },
    Known {
        id: "pdf-failed",
        title: "PDF 没有做成",
        meaning: "排好的页面写不成 PDF：太大，或程序有问题。",
        remedy: "减少附件、把大的图片改小；仍然不行，把数据和版式发给维护者。",
    },
    Known {
        id: "unreadable-file",
        title: "文件读不出来",
        meaning: "文件被别的程序占用，没有读取权限，或磁盘、网络盘出了问题。",
        remedy: "关掉占用它的程序，检查权限和网络盘，再运行一次。",
    },
    Known {
        id: "worker-failed",
        title: "生成这份报告的进程没有做完",
        meaning: "用时、内存超过了上限，或进程意外停止。别的报告不受影响。",
        remedy: "报告确实很大的，用 --limit、--memory 加大上限；看内存和磁盘空间是否够用，再运行一次。",
    },
];
