// An evaluation hands the configuration to the SDK in a variable of the process, so one must end before the next begins.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
