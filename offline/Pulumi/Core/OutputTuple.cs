namespace Pulumi;

public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]))));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]))));

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]), OutputData.As<T4>(all[3]))));

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3,
        Input<T4> item4, Input<T5> item5) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
                item5.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]), OutputData.As<T4>(all[3]),
                OutputData.As<T5>(all[4]))));

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3,
        Input<T4> item4, Input<T5> item5, Input<T6> item6) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
                item5.ToOutput(), item6.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]), OutputData.As<T4>(all[3]),
                OutputData.As<T5>(all[4]), OutputData.As<T6>(all[5]))));

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
                item5.ToOutput(), item6.ToOutput(), item7.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]), OutputData.As<T4>(all[3]),
                OutputData.As<T5>(all[4]), OutputData.As<T6>(all[5]), OutputData.As<T7>(all[6]))));

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8) =>
        new(OutputFlow.AllAsync(
            [item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(),
                item5.ToOutput(), item6.ToOutput(), item7.ToOutput(), item8.ToOutput()],
            all => (OutputData.As<T1>(all[0]), OutputData.As<T2>(all[1]), OutputData.As<T3>(all[2]), OutputData.As<T4>(all[3]),
                OutputData.As<T5>(all[4]), OutputData.As<T6>(all[5]), OutputData.As<T7>(all[6]), OutputData.As<T8>(all[7]))));

    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2);

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3);

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4);

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3,
        Output<T4> item4, Output<T5> item5) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5);

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3,
        Output<T4> item4, Output<T5> item5, Output<T6> item6) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5, (Input<T6>)item6);

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5, (Input<T6>)item6, (Input<T7>)item7);

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8) =>
        Tuple(
            (Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4,
            (Input<T5>)item5, (Input<T6>)item6, (Input<T7>)item7, (Input<T8>)item8);
}
