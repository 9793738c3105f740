/**
 * The frames that pprof drops from text profiles, by what they measure: the allocator, lock and profiling code below
 * the first frame of interest. Written for RE2; the meaning is pprof's (legacy_profile.go), for Go the runtime's part.
 */
const allocators = [
  'calloc',
  'cfree',
  'malloc',
  'free',
  'memalign',
  'do_memalign',
  '(__)?posix_memalign',
  'pvalloc',
  'valloc',
  'realloc',
  'tcmalloc::.*',
  'tc_calloc',
  'tc_cfree',
  'tc_malloc',
  'tc_free',
  'tc_memalign',
  'tc_posix_memalign',
  'tc_pvalloc',
  'tc_valloc',
  'tc_realloc',
  'tc_new',
  'tc_delete',
  'tc_newarray',
  'tc_deletearray',
  'tc_new_nothrow',
  'tc_newarray_nothrow',
  'malloc_zone_malloc',
  'malloc_zone_calloc',
  'malloc_zone_valloc',
  'malloc_zone_realloc',
  'malloc_zone_memalign',
  'malloc_zone_free',
  'runtime\\..*',
  'BaseArena::.*',
  '(::)?do_malloc_no_errno',
  '(::)?do_malloc_pages',
  '(::)?do_malloc',
  'DoSampledAllocation',
  'MallocedMemBlock::MallocedMemBlock',
  '_M_allocate',
  '__builtin_(vec_)?delete',
  '__builtin_(vec_)?new',
  '__gnu_cxx::new_allocator::allocate',
  '__libc_malloc',
  '__malloc_alloc_template::allocate',
  'allocate',
  'cpp_alloc',
  'operator new(\\[\\])?',
  'simple_alloc::allocate',
];
const locks = [
  'Mutex::.*',
  'RWLock::.*',
  'MutexLock::.*',
  'SpinLock::.*',
  'base::SpinLock::.*',
  'absl::.*Mutex::.*',
  'base_internal::.*',
  'RecordLockProfileData',
  'SubmitMutexProfileData',
  'SubmitSpinLockProfileData',
  '(base::)?.*MutexProfil.*',
];
const profilers = [
  'ProfileData::Add',
  'ProfileData::prof_handler',
  'CpuProfiler::prof_handler',
  '__pthread_sighandler',
  '__restore',
];
const keptOfRuntime = ['runtime\\.panic', 'runtime\\.reflectcall', 'runtime\\.call[0-9]*'];

export function frameExpressions(frames: 'heap' | 'lock' | 'cpu'): {
  readonly dropFrames: string;
  readonly keepFrames: string;
} {
  const join = (list: readonly string[]): string => `(?:${list.join('|')})`;
  if (frames === 'heap') return { dropFrames: join(allocators), keepFrames: join(keptOfRuntime) };
  return { dropFrames: join(frames === 'lock' ? locks : profilers), keepFrames: '' };
}
