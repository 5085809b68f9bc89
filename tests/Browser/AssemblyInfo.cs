// One browser, and one evaluation after the other: the SDK reads its configuration from a variable of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
