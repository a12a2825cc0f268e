#!/bin/bash
# Slurm：分片生成，再合并。在项目文件夹里运行，项目文件夹放在各节点都看得到的共享存储上：
#
#     生成=$(sbatch --parsable --array=1-64 slurm-array.sh)
#     sbatch --dependency=afterok:$生成 --wrap "juesuan merge"
#
# --array=1-64 是 64 片；写成 --array=1-64%16，同时最多运行 16 片。
# 每片一个任务，用几个核写在 --cpus-per-task，juesuan 就同时生成几份。

#SBATCH --job-name=juesuan
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#SBATCH --output=juesuan-%A-%a.log

set -euo pipefail

# SLURM_ARRAY_TASK_COUNT 是这次提交的片数，不是总片数：只补其中几片（--array=3,7）时，要另写 SHARDS。
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}

status=0
juesuan build --shard "$SLURM_ARRAY_TASK_ID/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" || status=$?
# 1：有的报告数据有错误，没有生成，其余的都生成了；改了数据再运行一次即可，不算这一片失败。
[ "$status" -le 1 ]
