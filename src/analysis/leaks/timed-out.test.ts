import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import { openDocuments } from '../../testing/open-bytes.ts';
import { findLeaks } from './find-leaks.ts';

/** As `go test -timeout 1s` prints it (Go 1.26), shortened. */
const dump = `panic: test timed out after 1s
	running tests:
		TestHang/sub (1s)

goroutine 5 [running]:
testing.(*M).startAlarm.func1()
	/usr/local/go/src/testing/testing.go:2802 +0x354
created by time.goFunc
	/usr/local/go/src/time/sleep.go:215 +0x2d

goroutine 1 [chan receive]:
testing.(*T).Run(0x2a1acb0d6008, {0x5857f0?, 0x0?}, 0x592ee0)
	/usr/local/go/src/testing/testing.go:2109 +0x4e5
main.main()
	_testmain.go:46 +0x9b

goroutine 18 [chan receive]:
testing.(*T).Parallel(0x2a1acb0d6248)
	/usr/local/go/src/testing/testing.go:1761 +0x21a
example.com/shop.TestTurn(0x2a1acb0d6248)
	/home/dev/shop/shop_test.go:9 +0x19
testing.tRunner(0x2a1acb0d6248, 0x592ee0)
	/usr/local/go/src/testing/testing.go:2036 +0xea
created by testing.(*T).Run in goroutine 1
	/usr/local/go/src/testing/testing.go:2101 +0x4c5

goroutine 19 [chan receive]:
testing.(*T).Run(0x2a1acb0d6248, {0x5857f0?, 0x0?}, 0x592ee0)
	/usr/local/go/src/testing/testing.go:2109 +0x4e5
example.com/shop.TestHang(0x2a1acb0d6248)
	/home/dev/shop/shop_test.go:14 +0x32
testing.tRunner(0x2a1acb0d6248, 0x592ee0)
	/usr/local/go/src/testing/testing.go:2036 +0xea
created by testing.(*T).Run in goroutine 1
	/usr/local/go/src/testing/testing.go:2101 +0x4c5

goroutine 20 [chan receive]:
example.com/shop.TestHang.func1(0x2a1acb0d6488?)
	/home/dev/shop/shop_test.go:15 +0x45
testing.tRunner(0x2a1acb0d6488, 0x592f88)
	/usr/local/go/src/testing/testing.go:2036 +0xea
created by testing.(*T).Run in goroutine 19
	/usr/local/go/src/testing/testing.go:2101 +0x4c5
FAIL	example.com/shop	1.005s
`;

async function findingsOf(text: string): Promise<readonly (readonly [string, string])[]> {
  const [document] = (await openDocuments(text, 'test.log')) as Goroutines[];
  const question = { snapshots: ['a'], beside: [], times: {}, ignore: '' };
  const report = await findLeaks({ question, snapshots: [{ doc: 'a', document }], beside: [] }, new Pace());
  return report.findings.map((finding) => [finding.function, finding.confidence]);
}

test('a test that ran out of time hangs where its own code waits, not where it waits for its turn or its subtests', async () => {
  expect(await findingsOf(dump)).toEqual([['example.com/shop.TestHang.func1', 'likely']]);
});

test('the same goroutines are harmless while the tests run', async () => {
  expect(await findingsOf(dump.slice(dump.indexOf('goroutine 5')))).toEqual([]);
});
