import { re2 } from '../../languages/regex/regex';

/** What GPU workers break of, by what is found in the line; the first holds. What none of them knows is `other`. */
export const errorClasses = () => ({
  /** The model, the batch or what else is on the card is too large for its memory. */
  gpu_out_of_memory: re2`CUDA out of memory|torch\.(?:cuda\.)?OutOfMemoryError|Allocation on device .*would exceed|HIP out of memory|CUBLAS_STATUS_ALLOC_FAILED|CUDA_ERROR_OUT_OF_MEMORY`,
  /** The card, its driver or a kernel: the process must be started anew, sometimes the machine. */
  gpu_fault: re2`CUDA error|CUDA_ERROR_|device-side assert|cuDNN error|CUDNN_STATUS_|NVRM: Xid|NVML|fallen off the bus|No CUDA GPUs are available|Unable to determine the device handle|uncorrectable ECC`,
  host_out_of_memory: re2`JavaScript heap out of memory|\bMemoryError\b|Cannot allocate memory|\bENOMEM\b|std::bad_alloc|DefaultCPUAllocator|^Killed\b`,
  disk_full: re2`No space left on device|\bENOSPC\b|Disk quota exceeded`,
  timeout: re2`[Tt]imed out|[Tt]ime-?out (?:after|exceeded|expired|of|waiting|while)|\bTimeout(?:Error|Exception|Expired)|\bETIMEDOUT\b|DeadlineExceeded|DEADLINE_EXCEEDED`,
  network: re2`\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH)\b|Connection (?:refused|reset|aborted)|Name or service not known|socket hang up|RemoteDisconnected`,
  model_missing: re2`value_not_in_list|(?:No such file|not found|does not exist|ENOENT).*\.(?:safetensors|ckpt|gguf|onnx|pth?)\b|\.(?:safetensors|ckpt|gguf|onnx|pth?)\b.*(?:No such file|not found|does not exist)`,
  decoder: re2`no decoder for|ENODECODER|cannot identify image file|Invalid data found when processing input|moov atom not found`,
  invalid_input: re2`failed validation|[Ii]nvalid prompt|ValidationError|RangeError|\bmust be\b`,
});

/** A class of errors. */
export type GpuWorkerErrorClass = keyof ReturnType<typeof errorClasses> | 'other';

/** An error at any level: programs that go on after it say it in passing. */
export const unmistakable = () =>
  re2`CUDA out of memory|OutOfMemoryError|CUDA error:|device-side assert|NVRM: Xid|No space left on device`;
