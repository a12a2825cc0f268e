//! Problems of the program, or of the machine that it runs on.

use crate::problem::known::Known;

/// All of them, in the order of their ids.
pub(super) const KNOWN: &[Known] = &[
    Known {
        id: "broken-manifest",
        title: "生成记录读不出来",
        meaning: "输出文件夹里的生成记录（manifest.json）不完整、被改动过，或者是别的版本的程序写的。",
        remedy: "请删去这个文件，再生成一次：各份报告会重新生成一遍，内容不变。",
    },
    Known {
        id: "busy",
        title: "另一个程序正在生成",
        meaning: "同一个输出文件夹里，另一次生成还没有做完。多半是开了两个窗口，或者共用网络盘的同事也在生成。",
        remedy: "请等它做完再运行；一定要同时生成的，请用 --out 指明另一个输出文件夹。",
    },
    Known {
        id: "engine-failed",
        title: "排版时程序内部出错",
        meaning: "程序排版的部分自己出了错，不是数据或版式写错了；别的报告不受影响。",
        remedy: "请把数据和屏幕上的文字发给维护者。",
    },
    Known {
        id: "facts-failed",
        title: "版式要用的事实写不出来",
        meaning: "程序把数据整理成版式要用的事实时出了错，是程序的问题，不是数据写错了。",
        remedy: "请把数据和屏幕上的文字发给维护者。",
    },
    Known {
        id: "internal",
        title: "程序内部出错",
        meaning: "程序自己出了错，不是数据写错了；原有的文件没有动。",
        remedy: "请把数据和屏幕上的文字发给维护者。",
    },
    Known {
        id: "not-written",
        title: "文件写不进去",
        meaning: "磁盘满了，没有写入权限，或者文件正被别的程序打开（Windows 上正在看的 PDF 不能覆盖）。原有的文件没有动。",
        remedy: "请关掉正在用这个文件的程序，检查磁盘空间和写入权限，再运行一次。",
    },
    Known {
        id: "pdf-failed",
        title: "PDF 没有做成",
        meaning: "排好的页面写不成 PDF：报告太大，或者程序有问题。",
        remedy: "请减少附件，把大的图片改小；仍然不行的，请把数据和版式发给维护者。",
    },
    Known {
        id: "unreadable-file",
        title: "文件读不出来",
        meaning: "文件正被别的程序占用，没有读取权限，或者磁盘、网络盘出了问题。",
        remedy: "请关掉占用文件的程序，检查读取权限和网络盘，再运行一次。",
    },
    Known {
        id: "worker-failed",
        title: "这份报告没有生成完",
        meaning: "生成这份报告用的时间或内存超过了上限，或者中途意外停止。别的报告不受影响。",
        remedy: "请检查内存和磁盘空间够不够，再运行一次；报告确实很大的，请用 --limit 加长时间、--memory 加大内存的上限。",
    },
];
