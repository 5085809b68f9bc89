// The configuration of a program is an environment variable, which all tests share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
